/** `build/server/index.js`, by the alias in `wrangler.toml`: it need not exist for the types to be checked. */
declare module "built-server" {
  import type { ServerBuild } from "@remix-run/cloudflare";

  export const entry: { module: typeof import("../app/entry.server.tsx") };
  export const assets: ServerBuild["assets"];
  export const assetsBuildDirectory: string;
  export const basename: string;
  export const future: ServerBuild["future"];
  export const isSpaMode: boolean;
  export const mode: string;
  export const publicPath: string;
  export const routes: ServerBuild["routes"];
}
