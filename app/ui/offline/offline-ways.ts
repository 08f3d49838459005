/**
 * Makes every way out of a kept page load a document, and so ask the network first: the page knows neither the routes
 * behind its links nor their data. Loaded at the start of such a page alone.
 */

// Before Remix's own handlers, which are further in.
const options = { capture: true };

function onClick(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest("a[href]")) event.stopPropagation();
}

/** A form that starts a run on another page leads to that of the game. */
function onSubmit(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  if (!form.action.endsWith("/play") || location.pathname === "/play") return;
  event.preventDefault();
  event.stopPropagation();
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  location.assign(`/play?${new URLSearchParams(fields)}`);
}

/** Back and Forward within the document: the address has changed already. */
function onPop(event: PopStateEvent): void {
  // A link to a place of this very page.
  if (event.state === null && location.hash !== "") return;
  event.stopImmediatePropagation();
  location.reload();
}

export function leaveByDocuments(): void {
  window.addEventListener("click", onClick, options);
  window.addEventListener("submit", onSubmit, options);
  window.addEventListener("popstate", onPop, options);
}
