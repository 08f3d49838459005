import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { sharedResult } from "../../../.server/progress/result-page/service.ts";
import { renderPng } from "../../../.server/progress/share-image/png.ts";
import { drawResult } from "../../../.server/progress/share-image/svg.ts";
import { unwrap } from "../../shared/responses.ts";

/** The version of the drawing. Raised when it changes, so that older images leave the cache. */
const DRAWING = 1;
/** At the edge an image never expires, because a drawing of one version is always the same. */
const AT_THE_EDGE = "public, max-age=31536000, immutable";
/** Elsewhere it expires after ten minutes, because the result may be voided or its player deleted. */
const ELSEWHERE = "public, max-age=600";

/**
 * Every request asks the database whether the result may be shown. Only the drawing is cached, under a key of
 * everything that it depends on and that can change.
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
