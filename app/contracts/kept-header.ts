/** The header of a request for a page that is to be kept: such a page has nothing of anybody, and nothing of a day. */
export const KEPT_HEADER = "X-Kept-Page";
