export function findPath(graph, start, goal) {
  const queue = [start];
  const parents = new Map([[start, null]]);
  while (queue.length > 0) {
    let node = queue.shift();
    if (node === goal) {
      const path = [];
      while (node !== null) {
        path.unshift(node);
        node = parents.get(node);
      }
      return path;
    }
    for (const neighbor of graph.get(node) ?? []) {
      if (parents.has(neighbor)) continue;
      parents.set(neighbor, node);
      queue.push(neighbor);
    }
  }
  return null;
}
