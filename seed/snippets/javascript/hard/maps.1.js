function groupBy(plants, selectKey) {
  const groups = new Map();
  for (const plant of plants) {
    const key = selectKey(plant);
    const group = groups.get(key) ?? [];
    group.push(plant);
    groups.set(key, group);
  }
  return groups;
}
