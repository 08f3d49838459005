const visits = new WeakMap();

export function greet(guest) {
  const count = (visits.get(guest) ?? 0) + 1;
  visits.set(guest, count);
  return count > 1 ? "Welcome back" : "Welcome";
}
