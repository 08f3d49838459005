import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { exportData } from "../../../.server/accounts/export/service.ts";
import { downloadOf } from "../../../.server/db/downloads.ts";
import { requireViewer } from "../../shared/authentication.ts";
import { unwrap } from "../../shared/responses.ts";

/** Where to go after signing in: the page with the link, because a download shows no page. */
const PAGE = "/settings/privacy";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, tokenContext, keepOpenFor } = context;
  const viewer = requireViewer(request, context.viewer, PAGE);
  const download = downloadOf(exportData(db, viewer, tokenContext), {
    keepOpenFor,
    method: request.method,
    name: `pro-dev-${viewer.username}.json`,
    type: "application/json; charset=utf-8",
  });
  return unwrap(request, context, download);
}
