async function* allPages(endpoint) {
  let cursor = endpoint;
  while (cursor) {
    const reply = await fetch(cursor);
    if (!reply.ok) throw new Error(`Page failed: ${reply.status}`);
    const { items, next } = await reply.json();
    yield* items;
    cursor = next && new URL(next, endpoint);
  }
}
