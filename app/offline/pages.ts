/** The pages that the service worker keeps, as guests get them. */
export const PAGES = ["/", "/play", "/practice"];

/** The header of a request for a page that is to be kept: such a page has nothing of anybody, and nothing of a day. */
export const KEPT_HEADER = "X-Kept-Page";
