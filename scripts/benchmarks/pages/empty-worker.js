/** What a request costs that is not the site's: workerd itself at `/constant`, and with an answer from the cache at `/kept`. */
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
    if (new URL(request.url).pathname === "/constant") return Response.json([]);
    const body = await keptPage(Number(env.PAGE_LENGTH));
    return new Response(body, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  },
};
