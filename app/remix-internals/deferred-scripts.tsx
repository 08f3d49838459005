/**
 * Loads a page's scripts after its first paint (record 22). `<Scripts>` of Remix has no option for that,
 * so the server renames the tags that it writes, and an inline script renames them back.
 * tests/remix-internals.test.ts fails when Remix writes other tags.
 */
import { Scripts } from "@remix-run/react";
import { InlineScript } from "./inline-script.tsx";

/** The value of `rel` and `type` until the first paint: browsers ignore such tags. */
const DEFERRED = "deferred";

/** The tags with which Remix makes the browser load scripts. */
export const PRELOAD_TAG = "link[rel=modulepreload]";
export const MODULE_TAG = "script[type=module]";

/** Returns `page` with its scripts deferred. */
export const deferScripts = (page: Response): Response =>
  new HTMLRewriter()
    .on(PRELOAD_TAG, { element: (link) => void link.setAttribute("rel", DEFERRED) })
    .on(MODULE_TAG, { element: (script) => void script.setAttribute("type", DEFERRED) })
    .transform(page);

// A string and not a function: the build may insert helpers into a function.
const LOAD_AFTER_PAINT = `requestAnimationFrame(() => setTimeout(() => {
  for (const link of document.querySelectorAll('link[rel="${DEFERRED}"]')) link.rel = "modulepreload";
  const inert = document.querySelector('script[type="${DEFERRED}"]');
  const script = inert.cloneNode(true);
  script.type = "module";
  inert.replaceWith(script);
}));`;

export function DeferredScripts({ nonce }: { nonce: string }) {
  return (
    <>
      <Scripts nonce={nonce} />
      <InlineScript nonce={nonce} code={import.meta.env.SSR ? LOAD_AFTER_PAINT : ""} />
    </>
  );
}
