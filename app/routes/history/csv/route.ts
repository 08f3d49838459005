import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { historyCsv } from "../../../.server/games/history/service.ts";
import { historyFilterSchema } from "../../../contracts/history.ts";
import { requireViewer } from "../../shared/authentication.ts";
import { unwrap } from "../../shared/responses.ts";
import { readSearchParams } from "../../shared/search-params.ts";
import { streamParts } from "./stream-parts.ts";

/** Where to go after signing in: the page with the link, because a download shows no page. */
const PAGE = "/history";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, now } = context;
  const viewer = requireViewer(request, context.viewer, PAGE);
  // The first part is read before the response begins, so that a refusal still has a status of its own.
  const parts = historyCsv(db, viewer, readSearchParams(request, historyFilterSchema));
  const first = await unwrap(request, context, parts.next());
  const { stream, over } = streamParts(first.value ?? "", parts);
  // Nobody reads the body of a response to HEAD.
  if (request.method === "HEAD") await stream.cancel();
  context.keepOpenFor(over);
  const name = `pro-dev-${viewer.username}-${now.toISOString().slice(0, 10)}.csv`;
  return new Response(request.method === "HEAD" ? null : stream, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}
