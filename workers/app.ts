/**
 * What wrangler runs. It imports only what Vite built: importing sources here as well would bundle
 * every module twice (docs/decisions/0006-single-module-graph.md).
 */
import * as build from "built-server";

export * from "built-durable-objects";

export default build.entry.module.createServer(build);
