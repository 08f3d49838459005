/** Gives loaders and actions the types of single fetch, which `vite.config.ts` turns on. */
import "@remix-run/cloudflare";

declare module "@remix-run/cloudflare" {
  interface Future {
    v3_singleFetch: true;
  }
}
