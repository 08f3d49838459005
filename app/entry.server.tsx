import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/cloudflare";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToReadableStream } from "react-dom/server";
import { logError } from "../workers/log.ts";
import { DEFERRED } from "./ui/layout/deferred-scripts.tsx";
import { NonceContext } from "./ui/layout/nonce.ts";

/** The whole Worker is built through this entry, so that every module exists once. */
export { createServer } from "../workers/server.ts";

/** A slow render is given up after this many milliseconds. */
const ABORT_DELAY = 5_000;

/** Has scripts wait for `LateScripts`, since Remix writes them without asking. */
const deferScripts = () =>
  new HTMLRewriter()
    .on("link[rel=modulepreload]", { element: (link) => void link.setAttribute("rel", DEFERRED) })
    .on("script[type=module]", { element: (script) => void script.setAttribute("type", DEFERRED) });

/** What loaders and actions throw, and nobody expected. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  const ours = !isRouteErrorResponse(error) || error.status >= 500;
  if (ours && !request.signal.aborted) logError(error, context.requestId);
};

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, requestId }: AppLoadContext,
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
      },
    },
  );
  if (isbot(request.headers.get("user-agent"))) await body.allReady;
  headers.set("Content-Type", "text/html; charset=utf-8");
  return deferScripts().transform(new Response(body, { headers, status: responseStatus }));
}
