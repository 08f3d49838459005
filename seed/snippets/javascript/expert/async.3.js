export function createLoader(fetchMany) {
  let waiting = new Map();

  async function flush() {
    const batch = waiting;
    waiting = new Map();
    const ids = [...batch.keys()];
    try {
      const rows = await fetchMany(ids);
      ids.forEach((id, index) => batch.get(id).resolve(rows[index]));
    } catch (problem) {
      for (const { reject } of batch.values()) reject(problem);
    }
  }

  return function load(id) {
    if (waiting.size === 0) queueMicrotask(flush);
    const request = waiting.get(id) ?? Promise.withResolvers();
    waiting.set(id, request);
    return request.promise;
  };
}
