// The logs of many servers, woven into one timeline
export function* weave(...logs) {
  const heads = [];

  function advance(cursor) {
    const { done, value: entry } = cursor.next();
    if (!done) heads.push({ cursor, entry });
  }

  for (const log of logs) advance(log[Symbol.iterator]());
  while (heads.length > 0) {
    heads.sort((a, b) => a.entry.time - b.entry.time);
    const { cursor, entry } = heads.shift();
    yield entry;
    advance(cursor);
  }
}
