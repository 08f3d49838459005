/** The type of `build/server/index.js`, which `wrangler.toml` aliases, so that types are checked without a build. */
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

/** `build/server/durable-objects.js`: the exports of `durable-objects.ts`. */
declare module "built-durable-objects";
