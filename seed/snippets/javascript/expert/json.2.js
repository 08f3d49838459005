const isRecord = (part) => part !== null && typeof part === "object";

export function diff(before, after, parent = "") {
  const changes = [];
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const field of fields) {
    const [old, fresh] = [before[field], after[field]];
    const where = `${parent}/${field}`;
    if (isRecord(old) && isRecord(fresh)) {
      changes.push(...diff(old, fresh, where));
    } else if (!Object.is(old, fresh)) {
      changes.push({ where, old, fresh });
    }
  }
  return changes;
}

console.table(diff({ bass: 3, solo: {} }, { bass: 5, solo: {} }));
