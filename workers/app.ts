/**
 * The Worker's entry for wrangler. It imports only what Vite built, because importing sources here as well would
 * bundle every module twice (docs/decisions/0006-single-module-graph.md).
 */
import * as build from "built-server";

export * from "built-durable-objects";

export default build.entry.module.createServer(build);
