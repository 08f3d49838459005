/**
 * Scripts make a page alive, and nothing that is seen needs them. So the server holds
 * them back (`entry.server.tsx`), and they are asked for once the page is painted:
 * before, they would share the line with the style sheet and the faces.
 */
import { Scripts } from "@remix-run/react";

/** In the place of `modulepreload`, and of `module`. */
export const DEFERRED = "held";

// Text, and not a function's: a build may put helpers in there.
const LET_GO = `requestAnimationFrame(() => setTimeout(() => {
  for (const link of document.querySelectorAll('link[rel="${DEFERRED}"]')) link.rel = "modulepreload";
  const held = document.querySelector('script[type="${DEFERRED}"]');
  const script = held.cloneNode(true);
  script.type = "module";
  held.replaceWith(script);
}));`;

export function DeferredScripts({ nonce }: { nonce: string }) {
  return (
    <>
      <Scripts nonce={nonce} />
      <script
        nonce={nonce}
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the text is ours
        dangerouslySetInnerHTML={{ __html: LET_GO }}
      />
    </>
  );
}
