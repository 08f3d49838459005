/** The windows of many snippets, from which drills are chosen. */
import type { Difficulty } from "../plan.ts";
import type { Candidate, ChosenWindow } from "./choose.ts";
import { windowsOf } from "./windows.ts";

/** A snippet that drills may be made of. */
export interface PooledSnippet {
  snippet_id: string;
  category: string;
  difficulty: Difficulty;
  snippet_text: string;
  statement_starts: number[] | null;
}

/** A window of a snippet, and what is known of the snippet. */
export type PooledWindow<Snippet extends PooledSnippet = PooledSnippet> = Candidate &
  Omit<Snippet, "snippet_text" | "statement_starts">;

/** Cuts all windows of snippets. @param sourceOf tells the texts apart */
export const poolOf = <Snippet extends PooledSnippet>(
  snippets: readonly Snippet[],
  sourceOf: (snippet: Snippet) => string,
): PooledWindow<Snippet>[] =>
  snippets.flatMap((snippet) => {
    const { snippet_text, statement_starts, ...known } = snippet;
    const source = sourceOf(snippet);
    return windowsOf(snippet_text, statement_starts ?? []).map((window) => ({
      ...known,
      ...window,
      source,
    }));
  });

/** Returns the windows that a choice leaves. */
export const matchingWindows = <Window extends PooledWindow>(
  windows: readonly Window[],
  { difficulty, category }: { difficulty?: Difficulty | undefined; category?: string | undefined },
): Window[] =>
  windows.filter(
    (window) =>
      (!difficulty || window.difficulty === difficulty) &&
      (!category || window.category === category),
  );

/** Returns the part of a drill that is typed of a chosen window. */
export const drillPart = ({ window, rich_in }: ChosenWindow<PooledWindow>) => ({
  snippet_id: window.snippet_id,
  category: window.category,
  text: window.text,
  first_line: window.line + 1,
  rich_in,
});

/** Returns the categories of windows in alphabetical order, each with the difficulties that have code of it. */
export function categoriesOf(windows: readonly PooledWindow[]): Record<string, Difficulty[]> {
  const categories: Record<string, Difficulty[]> = {};
  for (const name of [...new Set(windows.map(({ category }) => category))].sort()) {
    const own = windows.filter(({ category }) => category === name);
    categories[name] = [...new Set(own.map(({ difficulty }) => difficulty))];
  }
  return categories;
}
