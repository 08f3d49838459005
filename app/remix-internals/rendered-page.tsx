/**
 * Renders a page as one string. React's `renderToString` takes about half as long as its stream, which encodes every text and attribute
 * by itself (record 59), but it waits for nothing, and Remix writes the page's data by a component that waits for a stream. So the
 * data is read before, and given to that component as what it has received. tests/remix-internals.test.ts fails when Remix
 * reads it elsewhere.
 */
import type { EntryContext } from "@remix-run/cloudflare";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { NonceContext } from "../ui/layout/nonce.ts";
import { pageManifest } from "./page-manifest.ts";

/** How React marks a boundary in which a component has thrown or waits. It escapes `<` in everything else. */
const GIVEN_UP = "<!--$!-->";

/**
 * Returns the HTML of the page at `url`. Throws what a component throws, and when one throws or waits inside of a Suspense boundary, of
 * which React would render the fallback: Remix then logs the error, and renders its page.
 */
export async function renderPage(
  context: EntryContext,
  url: string,
  nonce: string,
): Promise<string> {
  const value = await new Response(context.serverHandoffStream).text();
  const received = Object.assign(Promise.resolve(), { result: { done: true, value } });
  const pageContext: EntryContext = {
    ...context,
    manifest: pageManifest(context),
    renderMeta: { streamCache: { 0: received } },
    // The component asks for a reader all the same.
    serverHandoffStream: new ReadableStream(),
  };
  const html = renderToString(
    <NonceContext.Provider value={nonce}>
      <RemixServer context={pageContext} url={url} nonce={nonce} />
    </NonceContext.Provider>,
  );
  if (html.includes(GIVEN_UP)) throw new Error("A Suspense boundary of the page has failed");
  return `<!DOCTYPE html>${html}`;
}
