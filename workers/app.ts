/**
 * What wrangler runs. It imports nothing but the built server: importing `app/`
 * here as well would bundle every module twice
 * (docs/decisions/0006-single-module-graph.md).
 */
import * as build from "built-server";

export default build.entry.module.createServer(build);
