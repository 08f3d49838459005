import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { sharedResult } from "../../../.server/progress/result-page/service.ts";
import { renderPng } from "../../../.server/progress/share-image/png.ts";
import { drawResult } from "../../../.server/progress/share-image/svg.ts";
import { unwrap } from "../../shared/responses.ts";

/** Raised when the drawing changes, so that no image of the old one is shown any more. */
const DRAWING = 1;
/** A drawing is always the same: kept at the edge until somebody else's pushes it out. */
const AT_THE_EDGE = "public, max-age=31536000, immutable";
/** Elsewhere it goes soon after its result was voided, or its player left. */
const ELSEWHERE = "public, max-age=600";

/**
 * Whether a result may be shown is asked of the database every time; only the drawing is
 * kept, under a name that says all that it depends on and can change.
 */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { result, analysis } = await unwrap(
    request,
    context,
    sharedResult(context.db, params.id ?? ""),
  );
  const { origin } = new URL(request.url);
  const { username } = result.user;
  const key = `${origin}/results/${result.id}/share.png?drawing=${DRAWING}&status=${result.status}&name=${username}`;
  const { default: cache } = caches;
  const known = await cache.match(key);
  const png = known
    ? await known.arrayBuffer()
    : await renderPng(drawResult(result, (await analysis())?.pace ?? []));
  const image = (headers: Record<string, string>) =>
    new Response(png, { headers: { "Content-Type": "image/png", ...headers } });
  if (!known) context.keepOpenFor(cache.put(key, image({ "Cache-Control": AT_THE_EDGE })));
  return image({ "Cache-Control": ELSEWHERE });
}
