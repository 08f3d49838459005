/** What a page does when the network is away, and when a module is gone because a new release has other ones (record 57). */

/** Whether a request failed without an answer: browsers throw a `TypeError`, and each words it in its own way. */
export const isNetworkError = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|network|load failed/i.test(error.message);

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

/** Says at the foot of the page why it does not go on. React knows nothing of it: what failed may be anything. */
function tell(text: string, wanted: string): void {
  const notice = document.createElement("section");
  notice.className = "outbox";
  const line = document.createElement("div");
  line.className = "pending-run";
  const said = document.createElement("p");
  said.role = "alert";
  said.textContent = text;
  const again = document.createElement("a");
  again.className = "link";
  again.href = wanted;
  again.textContent = "Try again";
  line.appendChild(said);
  line.appendChild(again);
  notice.appendChild(line);
  document.querySelector(".site")?.appendChild(notice);
}

/**
 * Loads `wanted` as a document, because a module is gone: the server has another release by now. It does so once for each
 * release, and says so when that was in vain, or when the network is away.
 */
export async function loadNewRelease(wanted: string): Promise<void> {
  if (!(await isServerThere())) return tell("The network is away, or our server.", wanted);
  const { version } = (window as { __remixManifest?: { version?: string } }).__remixManifest ?? {};
  if (sessionStorage.getItem(TRIED) === version) {
    return tell("A part of this page is missing. Loading the page again did not help.", wanted);
  }
  sessionStorage.setItem(TRIED, `${version}`);
  if (wanted === location.href) location.reload();
  else location.assign(wanted);
}
