/** How old a document was when it came: the edge keeps pages for visitors up to a minute. */

/** When the server rendered this document. Pages that are loaded later change the attribute, so it is read once. */
const RENDERED_AT =
  typeof document === "undefined" ? undefined : document.documentElement.dataset.renderedAt;

/** The edge says the age in `Server-Timing`, because a kept page cannot. */
function documentAge(): number {
  const [document] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return document?.serverTiming?.find(({ name }) => name === "cache")?.duration ?? 0;
}

/**
 * Returns how many milliseconds ago the server's time was `now` when the browser got it: 0 for data that came after the document.
 *
 * @param now ISO 8601, when the server answered
 */
export const ageOf = (now: string): number => (now === RENDERED_AT ? documentAge() : 0);
