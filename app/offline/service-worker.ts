/**
 * The service worker: it keeps what a guest needs to play and to practise without a network (record 57).
 *
 * Every page comes from the network. Only where that fails, the page that was kept is shown. What is kept is fetched without
 * cookies while the worker installs, and nothing is added later, so nothing of an account is ever in it.
 */
import { addPlugins, getCacheKeyForURL, matchPrecache, precache } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import { KEPT_HEADER } from "../contracts/kept-header.ts";
import offlinePage from "./offline-page.html?raw";
import { PAGES } from "./pages.ts";

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: { url: string; revision: string | null }[];
};
/** The address of the module with which every page of this build begins, and of its style sheet. */
declare const ENTRY: string;
declare const STYLES: string;

/** After this a kept page is shown. The server itself gives up after ten seconds, of which it waits five for the database. */
const PATIENCE_MS = 10_000;

/** The page for all other addresses: it has neither scripts nor images. */
const OFFLINE_PAGE = {
  body: offlinePage.replace("STYLES", STYLES),
  headers: {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'",
  },
};

/**
 * Returns the page as it is kept: marked, so that its script knows that it is no answer of now (`ui/offline/kept-page.ts`).
 * Null for a page of another release, whose modules are not kept: the worker is then installed later.
 */
async function marked(response: Response): Promise<Response | null> {
  const page = await response.text();
  if (!page.includes(ENTRY)) return null;
  const headers = new Headers(response.headers);
  return new Response(page.replace("<html ", '<html data-kept="" '), { headers });
}

addPlugins([
  {
    requestWillFetch: async ({ request }) =>
      new Request(request, { credentials: "omit", headers: { [KEPT_HEADER]: "1" } }),
    cacheWillUpdate: async ({ request, response }) => {
      if (!response.ok || response.redirected) return null;
      return PAGES.includes(new URL(request.url).pathname) ? marked(response) : response;
    },
  },
]);
precache(self.__WB_MANIFEST);

/** Rejects after `PATIENCE_MS`. */
const patience = () =>
  new Promise<never>((_, reject) => setTimeout(reject, PATIENCE_MS, new Error("No answer")));

registerRoute(
  new NavigationRoute(async ({ event, request, url }) => {
    const { preloadResponse } = event as FetchEvent;
    const answer = Promise.resolve(preloadResponse).then(
      (preloaded) => preloaded ?? fetch(request),
    );
    const isKept = PAGES.includes(url.pathname);
    try {
      // What is not kept is worth any wait.
      return await (isKept ? Promise.race([answer, patience()]) : answer);
    } catch {
      const kept = isKept ? await matchPrecache(url.pathname) : undefined;
      return (
        kept ?? new Response(OFFLINE_PAGE.body, { status: 503, headers: OFFLINE_PAGE.headers })
      );
    }
  }),
);

registerRoute(
  ({ url, sameOrigin }) =>
    sameOrigin && !PAGES.includes(url.pathname) && getCacheKeyForURL(url.href) !== undefined,
  async ({ request }) => (await matchPrecache(request)) ?? fetch(request),
);

self.addEventListener("activate", (event) => {
  // The browser asks for a page while the worker starts.
  event.waitUntil(self.registration.navigationPreload?.enable());
});
