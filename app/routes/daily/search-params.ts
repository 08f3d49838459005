import type { Language } from "../../engine/plan.ts";
import { pathWithSearch } from "../shared/path-with-search.ts";

/** Returns the URL of a language's challenge, or of a page of its board. */
export function dailyPath(language: Language, cursor?: string): string {
  return pathWithSearch("/daily", { language, cursor });
}
