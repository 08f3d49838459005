import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { downloadOf } from "../../../.server/db/downloads.ts";
import { historyCsv } from "../../../.server/games/history/service.ts";
import { historyFilterSchema } from "../../../contracts/history.ts";
import { requireViewer } from "../../shared/authentication.ts";
import { unwrap } from "../../shared/responses.ts";
import { readSearchParams } from "../../shared/search-params.ts";

/** Where to go after signing in: the page with the link, because a download shows no page. */
const PAGE = "/history";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, now, keepOpenFor } = context;
  const viewer = requireViewer(request, context.viewer, PAGE);
  const parts = historyCsv(db, viewer, readSearchParams(request, historyFilterSchema));
  const download = downloadOf(parts, {
    keepOpenFor,
    method: request.method,
    name: `pro-dev-${viewer.username}-${now.toISOString().slice(0, 10)}.csv`,
    type: "text/csv; charset=utf-8; header=present",
  });
  return unwrap(request, context, download);
}
