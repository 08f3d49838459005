import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";

/**
 * Until the page's data is decoded. `RemixBrowser` throws a promise of that, which React only
 * knows how to wait for when nothing hurries it: a click in that moment would, and the page
 * would never come alive (React's error 345). Called by itself it throws before its first hook.
 */
async function decoded(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (pending) {
    await pending;
  }
}

decoded().then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  }),
);
