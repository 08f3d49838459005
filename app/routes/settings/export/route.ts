import { type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { exportData } from "../../../.server/accounts/export/service.ts";
import { unwrap } from "../../shared/responses.ts";

/** The page with the link to it: a download is no place to come to after signing in. */
const PAGE = "/settings/privacy";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, db, now } = context;
  if (!viewer) throw redirect(`/login?to=${encodeURIComponent(PAGE)}`);
  const held = await unwrap(request, context, exportData(db, viewer, now));
  return new Response(JSON.stringify(held, null, 2), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="pro-dev-${viewer.username}.json"`,
      "Cache-Control": "no-store",
    },
  });
}
