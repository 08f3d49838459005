/** Waits until Remix has decoded the page's data. */
import { RemixBrowser } from "@remix-run/react";

/**
 * Resolves when `RemixBrowser` can render without suspending.
 *
 * `RemixBrowser` throws a promise until the page's data is decoded. It stands above the document, where
 * no Suspense boundary can be, so React waits for that promise only as long as nothing forces it to
 * render: a click in that moment ends in React's error 345, and the page stays without script.
 * Remix has no hook or event for "decoded". Called outside of React, the component throws its promise
 * before its first hook; record 22 has the supported ways that were rejected, and
 * tests/remix-internals.test.ts fails when Remix changes this.
 *
 * If it throws anything else, or nothing, this resolves at once: the page hydrates as without this file.
 */
export async function waitForPageData(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (pending) {
    await pending;
  }
}
