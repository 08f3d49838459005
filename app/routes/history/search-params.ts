import type { HistoryFilter } from "../../contracts/history.ts";

/** The query of a filter, or of a page of what it keeps: `?language=PYTHON`, or nothing. */
export function searchOf({ ...given }: HistoryFilter & { cursor?: string | undefined }): string {
  const search = new URLSearchParams();
  for (const name of ["language", "difficulty", "mode", "from", "to", "cursor"] as const) {
    const value = given[name];
    if (value) search.set(name, value);
  }
  return search.size > 0 ? `?${search}` : "";
}
