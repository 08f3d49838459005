async function loadAll(urls) {
  const replies = await Promise.all(urls.map((url) => fetch(url)));
  const bodies = replies.map((reply) => reply.json());
  return Promise.all(bodies);
}
