import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/cloudflare";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToReadableStream } from "react-dom/server";
import { logError } from "../workers/log.ts";
import { PRELOAD_HEADER } from "./preloads.ts";
import { deferScripts } from "./remix-internals/deferred-scripts.tsx";
import { NonceContext } from "./ui/layout/nonce.ts";

/** Remix builds the whole Worker from this entry, so that every module exists once (record 6). */
export { createServer } from "../workers/server.ts";

/** Milliseconds after which a slow render is aborted. */
const ABORT_DELAY = 5_000;

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
  { nonce, requestId, noteIncomplete }: AppLoadContext,
) {
  let responseStatus = status;
  const signal = AbortSignal.timeout(ABORT_DELAY);
  const body = await renderToReadableStream(
    <NonceContext.Provider value={nonce}>
      <RemixServer
        context={remixContext}
        url={request.url}
        abortDelay={ABORT_DELAY}
        nonce={nonce}
      />
    </NonceContext.Provider>,
    {
      nonce,
      signal,
      onError(error) {
        if (!signal.aborted) logError(error, requestId);
        responseStatus = 500;
        noteIncomplete();
      },
    },
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Link", PRELOAD_HEADER);
  // No page waits for data after its first byte, so all of it is here, and one string costs less than a stream of chunks.
  const html = deferScripts(await new Response(body).text());
  return new Response(html, { headers, status: responseStatus });
}
