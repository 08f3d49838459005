function last<T>(list: readonly T[], fallback: T): T {
  const index = list.length - 1;
  return list[index] ?? fallback;
}
