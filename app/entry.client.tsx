import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { waitForPageData } from "./remix-internals/wait-for-page-data.ts";
import { isBusy, loadNewRelease } from "./ui/layout/network-errors.ts";
import { tolerateTranslators } from "./ui/layout/translated-page.ts";
import { keepInstallPrompt } from "./ui/offline/install-prompt.ts";

tolerateTranslators();
keepInstallPrompt();
// What is played ends first: the next navigation then loads the new release (`ui/layout/error-page.tsx`).
window.addEventListener("vite:preloadError", () => void (isBusy() || loadNewRelease()));
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
