/**
 * What a request costs that is not the site's: workerd itself, and what stands locally for the rate limit, the log and the cache.
 * `/constant` asks for none of them, `/called` for the first two, and `/kept` for all three.
 */
const KEY = "https://pages.invalid/page";

async function keptPage(length) {
  const cache = await caches.open("pages");
  const kept = await cache.match(KEY);
  if (kept) return kept.arrayBuffer();
  const page = "x".repeat(length);
  await cache.put(KEY, new Response(page, { headers: { "Cache-Control": "max-age=3600" } }));
  return page;
}

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/constant") return Response.json([]);
    await env.REQUEST_LIMIT.limit({ key: "unknown" });
    const body = pathname === "/kept" ? await keptPage(Number(env.PAGE_LENGTH)) : "[]";
    console.log(
      JSON.stringify({ level: "info", event: "request", route: pathname, status: 200, ms: 0 }),
    );
    return new Response(body, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  },
};
