/** What a page does when the network is away, and when a module is gone because a new release has other ones (record 57). */

/** Whether a request failed without an answer: browsers throw a `TypeError`, and each words it in its own way. */
export const isNetworkError = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|network|load failed/i.test(error.message);

/** Whether a module or its style sheet could not be loaded: in the words of Chrome and Firefox, of Safari, and of Vite. */
export const isMissingModule = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported|module script|preload CSS/i.test(error.message);

/** Whether something is played or shown here that a load would end: a run, a race, a drill, its end, or a text that is pasted. */
export const isBusy = (): boolean =>
  document.body.matches("[data-playing], [data-drilling]") ||
  document.querySelector(".drill-end, textarea") !== null;

export const isServerThere = (): Promise<boolean> =>
  fetch("/favicon.svg", { method: "HEAD", cache: "no-store" }).then(
    () => true,
    () => false,
  );

/** The release in whose pages this tab has loaded one again. */
const TRIED = "pro-dev.reloaded";

/**
 * Loads the page again, once for each release: its modules are gone because the server has another release. Resolves if it
 * does not: the network is away, or it was in vain.
 */
export async function loadNewRelease(): Promise<"away" | "tried"> {
  if (!(await isServerThere())) return "away";
  const { version } = (window as { __remixManifest?: { version?: string } }).__remixManifest ?? {};
  if (sessionStorage.getItem(TRIED) === `${version}`) return "tried";
  sessionStorage.setItem(TRIED, `${version}`);
  location.reload();
  return new Promise(() => {});
}
