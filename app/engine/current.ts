/** The current version, imported statically: for what starts new runs, so that the first key waits for no download. */
export { engine as currentEngine } from "./v1/index.ts";
