import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { loadNewReleases } from "./remix-internals/missing-modules.ts";
import { waitForPageData } from "./remix-internals/wait-for-page-data.ts";
import { tolerateTranslators } from "./ui/layout/translated-page.ts";
import { keepInstallPrompt } from "./ui/offline/install-prompt.ts";
import { isKeptPage } from "./ui/offline/kept-page.ts";

tolerateTranslators();
keepInstallPrompt();
loadNewReleases();
if (isKeptPage()) {
  import("./ui/offline/offline-ways.ts").then(
    ({ leaveByDocuments }) => leaveByDocuments(),
    () => {},
  );
}
if (matchMedia("(display-mode: standalone)").matches) {
  import("./ui/offline/service-worker.ts").then(
    ({ registerServiceWorker }) => registerServiceWorker(),
    () => {},
  );
}
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
