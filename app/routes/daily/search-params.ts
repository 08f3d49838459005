import type { Language } from "../../engine/plan.ts";

/** The address of a language's challenge, or of a page of its board. */
export function dailyPath(language: Language, cursor?: string): string {
  const search = new URLSearchParams({ language });
  if (cursor) search.set("cursor", cursor);
  return `/daily?${search}`;
}
