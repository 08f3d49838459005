import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { waitForPageData } from "./remix-internals/wait-for-page-data.ts";
import { tolerateTranslators } from "./ui/layout/translated-page.ts";

tolerateTranslators();
waitForPageData().then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  }),
);
