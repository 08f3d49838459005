/** The current version, imported statically for code that starts new runs, so that the first key need not wait for a download. */
export { engine as currentEngine } from "./v2/index.ts";
