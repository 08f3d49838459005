import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/cloudflare";
import { isRouteErrorResponse } from "@remix-run/react";
import { logError } from "../workers/log.ts";
import { PRELOAD_HEADER } from "./preloads.ts";
import { deferScripts } from "./remix-internals/deferred-scripts.tsx";
import { renderPage } from "./remix-internals/rendered-page.tsx";

/** Remix builds the whole Worker from this entry, so that every module exists once (record 6). */
export { createServer } from "../workers/server.ts";

/** Logs unexpected errors of loaders and actions; responses below 500 that they throw are expected. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  const unexpected = !isRouteErrorResponse(error) || error.status >= 500;
  if (unexpected && !request.signal.aborted) logError(error, context.requestId);
};

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce }: AppLoadContext,
) {
  const html = deferScripts(await renderPage(remixContext, request.url, nonce));
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Link", PRELOAD_HEADER);
  return new Response(html, { headers, status });
}
