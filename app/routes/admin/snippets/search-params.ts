/** The query of a filter, or of a page of what it keeps: `?language=PYTHON`, or nothing. */
export function searchOf(given: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const name of ["q", "language", "difficulty", "category", "is_active", "cursor"]) {
    const value = given[name];
    if (value) search.set(name, value);
  }
  return search.size > 0 ? `?${search}` : "";
}
