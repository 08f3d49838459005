// Work through a long list with a few hands, and keep its order
async function mapLimit(items, limit, task) {
  const results = new Array(items.length);
  let next = 0;

  async function worker() {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await task(items[index], index);
    }
  }

  const count = Math.min(limit, items.length);
  const workers = Array.from({ length: count }, worker);
  await Promise.all(workers);
  return results;
}
