export function isUser(value: unknown): value is User {
  if (typeof value !== "object" || !value) return false;
  return "name" in value && "email" in value;
}
