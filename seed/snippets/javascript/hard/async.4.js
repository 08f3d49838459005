let controller = new AbortController();

async function search(term) {
  // Nobody waits for the previous keystroke any more
  controller.abort();
  controller = new AbortController();
  const { signal } = controller;
  const query = new URLSearchParams({ term });
  const response = await fetch(`/search?${query}`, { signal });
  const { hits } = await response.json();
  return hits.slice(0, 10);
}
