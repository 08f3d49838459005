/** The stock of code for playing without a network: a file a language, made from the seed when the site is built. */
import type { Difficulty, Language } from "../engine/plan.ts";
import type { StartedGame } from "./game.ts";
import type { Highlight } from "./highlight.ts";

export interface StockSnippet {
  /** As a start serves it. */
  snippet: StartedGame["snippets"][number];
  difficulty: Difficulty;
  highlight: Highlight;
}
export type Stock = StockSnippet[];

/** Returns the name of the file, below the site's origin. */
export const stockName = (language: Language) => `stock/${language.toLowerCase()}.json`;
