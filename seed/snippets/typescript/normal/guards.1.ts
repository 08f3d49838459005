export function hasName(value: unknown): value is { name: string } {
  if (typeof value !== "object" || !value) return false;
  return "name" in value && typeof value.name === "string";
}
