import { type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { historyCsv } from "../../../.server/games/history/service.ts";
import { historyFilterSchema } from "../../../contracts/history.ts";
import { unwrap } from "../../shared/responses.ts";
import { readSearchParams } from "../../shared/search-params.ts";
import { streamOf } from "./stream.ts";

/** The page with the link to it: a download is no place to come to after signing in. */
const PAGE = "/history";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, db, now } = context;
  if (!viewer) throw redirect(`/login?to=${encodeURIComponent(PAGE)}`);
  // The first part before the answer begins: what is refused is refused with a status.
  const parts = historyCsv(db, viewer, readSearchParams(request, historyFilterSchema));
  const first = await unwrap(request, context, parts.next());
  const { stream, over } = streamOf(first.value ?? "", parts);
  // Nobody reads the body of an answer to HEAD.
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
