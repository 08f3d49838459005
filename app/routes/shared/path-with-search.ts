/** Returns `path` with a query string of those `params` that have a value: `/history?language=PYTHON`. */
export function pathWithSearch(path: string, params: Record<string, string | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) search.set(name, value);
  return search.size > 0 ? `${path}?${search}` : path;
}
