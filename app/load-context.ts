import type { RequestContext } from "./.server/context.ts";

declare module "@remix-run/cloudflare" {
  interface AppLoadContext extends RequestContext {}
}
