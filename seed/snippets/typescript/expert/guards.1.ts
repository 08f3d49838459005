type Check = (value: unknown) => boolean;

const isText: Check = (v) => typeof v === "string";
const isCount: Check = (v) => Number.isInteger(v);

function matches<T extends object>(
  value: unknown,
  checks: Record<keyof T, Check>,
): value is T {
  if (typeof value !== "object" || value === null) return false;
  const record = value as Record<keyof T, unknown>;
  for (const key in checks) {
    const check = checks[key];
    if (!check(record[key])) return false;
  }
  return true;
}

export const isProduct = (value: unknown) =>
  matches<Product>(value, { name: isText, stock: isCount });
