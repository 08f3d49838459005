function groupBy(items, selectKey) {
  const groups = new Map();
  for (const item of items) {
    const key = selectKey(item);
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return groups;
}
