/** What a page does when the network is away, and when a module is gone because a new release has other ones (record 57). */

/** Whether a request failed without an answer: browsers throw a `TypeError`, and each words it in its own way. */
export const isNetworkError = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|network|load failed/i.test(error.message);

/** Whether something is played or shown here that a load would end: a run, a race, a drill, its end, or a text that is pasted. */
export const isBusy = (): boolean =>
  document.body.matches("[data-playing], [data-drilling]") ||
  document.querySelector(".drill-end, textarea") !== null;

/**
 * Whether the Worker answers with a document: files come from elsewhere. It asks as a guest, so that no message is taken that a
 * page is to show.
 *
 * @param patience in milliseconds
 */
export const isServerThere = (patience = 8_000): Promise<boolean> =>
  fetch("/play", {
    method: "HEAD",
    cache: "no-store",
    credentials: "omit",
    signal: AbortSignal.timeout(patience),
  }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Whether the network is back at a start, which does not wait for one that is hardly there. */
export const isServerBack = (): Promise<boolean> => isServerThere(2_000);

/** The release in whose pages this tab has loaded one again. */
const TRIED = "pro-dev.reloaded";

let told: HTMLElement | undefined;

/** Says at the foot of the page, once, why it does not go on. React knows nothing of it: what failed may be anything. */
function tell(text: string, wanted: string): void {
  const notice = document.createElement("section");
  told?.remove();
  told = notice;
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
 * release, and says so when that was in vain, or when the network is away. Where the browser refuses to keep that it did, it
 * never does: it would do so for ever.
 */
export async function loadNewRelease(wanted: string): Promise<void> {
  if (!(await isServerThere())) return tell("The network is away, or our server.", wanted);
  if (!(sessionStorage instanceof Storage)) {
    return tell("A part of this page is missing. The site may have a new release.", wanted);
  }
  const { version } = (window as { __remixManifest?: { version?: string } }).__remixManifest ?? {};
  if (sessionStorage.getItem(TRIED) === version) {
    return tell("A part of this page is missing. Loading the page again did not help.", wanted);
  }
  sessionStorage.setItem(TRIED, `${version}`);
  if (wanted === location.href) location.reload();
  else location.assign(wanted);
}
