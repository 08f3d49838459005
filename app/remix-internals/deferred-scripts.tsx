/**
 * Loads a page's scripts after its first paint (record 22). `<Scripts>` of Remix has no option for that,
 * so the server renames the tags that it writes, and an inline script renames them back.
 * tests/remix-internals.test.ts fails when Remix writes other tags.
 */
import { Scripts } from "@remix-run/react";
import { InlineScript } from "./inline-script.tsx";

/** The value of `rel` and `type` until the first paint: browsers ignore such tags. */
const DEFERRED = "deferred";

/** How the tags begin with which Remix makes the browser load scripts. React escapes `<` in everything else. */
export const PRELOAD_TAG = '<link rel="modulepreload"';
export const MODULE_TAG = /(<script(?: nonce="[^"]*")?) type="module"/g;

/** Returns the HTML of a page with its scripts deferred. */
export const deferScripts = (html: string): string =>
  html
    .replaceAll(PRELOAD_TAG, `<link rel="${DEFERRED}"`)
    .replace(MODULE_TAG, `$1 type="${DEFERRED}"`);

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
