/**
 * Loads the page that is wanted when one of its modules is gone, because the server has another release (record 57).
 * tests/remix-internals.test.ts fails when Remix does something else in such a moment.
 */
import { isBusy, loadNewRelease } from "../ui/layout/network-errors.ts";

/** The event that `vite.config.ts` puts where Remix reloads the page that is left; the navigation then never ends. */
export const MISSING_MODULE = "pro-dev.missing-module";
/** Where that is, in `@remix-run/react/dist/esm/routeModules.js`. */
export const REMIX_RELOAD = /window\.location\.reload\(\);/;

interface Router {
  state: { navigation: { location?: { pathname: string; search: string; hash: string } } };
}

/** Returns the address to which Remix is on its way; else that of the page. */
function wantedAddress(): string {
  const { __remixRouter: router } = window as { __remixRouter?: Router };
  const wanted = router?.state.navigation.location;
  return wanted
    ? new URL(wanted.pathname + wanted.search + wanted.hash, location.href).href
    : location.href;
}

/** Has to be called before a module is loaded late. What is played ends first: the next navigation loads the new release. */
export function loadNewReleases(): void {
  window.addEventListener(MISSING_MODULE, () => void loadNewRelease(wantedAddress()));
  window.addEventListener(
    "vite:preloadError",
    () => void (isBusy() || loadNewRelease(wantedAddress())),
  );
}
