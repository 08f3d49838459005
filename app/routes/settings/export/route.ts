import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { exportData } from "../../../.server/accounts/export/service.ts";
import { requireViewer } from "../../shared/authentication.ts";
import { unwrap } from "../../shared/responses.ts";

/** Where to go after signing in: the page with the link, because a download shows no page. */
const PAGE = "/settings/privacy";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, now } = context;
  const viewer = requireViewer(request, context.viewer, PAGE);
  const exported = await unwrap(request, context, exportData(db, viewer, now));
  return new Response(JSON.stringify(exported, null, 2), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="pro-dev-${viewer.username}.json"`,
      "Cache-Control": "no-store",
    },
  });
}
