/** The pages that the service worker keeps, as guests get them. */
export const PAGES = ["/", "/play", "/practice"];
