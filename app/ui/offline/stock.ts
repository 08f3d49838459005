/** Runs and drills of the stock of code, which are made in the browser while the server cannot be reached (record 57). */
import type { Highlight } from "../../contracts/highlight.ts";
import type { DrillCategories, DrillPart } from "../../contracts/practice.ts";
import { newRunSeed } from "../../contracts/run-seed.ts";
import type { StartChoice } from "../../contracts/start-choice.ts";
import { type Stock, stockName } from "../../contracts/stock.ts";
import { currentEngine } from "../../engine/current.ts";
import { chooseWindows } from "../../engine/drills/choose.ts";
import {
  categoriesOf,
  drillPart,
  matchingWindows,
  type PooledWindow,
  poolOf,
} from "../../engine/drills/pool.ts";
import { SNIPPETS_A_GAME } from "../../engine/limits.ts";
import type { Difficulty, Language, Plan } from "../../engine/plan.ts";
import { draw, nextState } from "../../engine/rng.ts";

/** A run that no server knows of. */
export interface OfflineRun extends Plan {
  session_id: string;
  snippets: Stock[number]["snippet"][];
  unstored: true;
}

/** @throws where nothing is kept, and the network is away */
async function loadStock(language: Language): Promise<Stock> {
  const response = await fetch(`/${stockName(language)}`);
  if (!response.ok) throw new Error(`No stock: ${response.status}`);
  return (await response.json()) as Stock;
}

/** Returns whether a run can be played without the network. */
export const hasStock = (language: Language): Promise<boolean> =>
  loadStock(language).then(
    () => true,
    () => false,
  );

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const left = [...items];
  const order: T[] = [];
  let state = nextState(seed);
  while (left.length > 0) {
    order.push(...left.splice(draw(state, left.length), 1));
    state = nextState(state);
  }
  return order;
}

/** Returns a relaxed run: a ranked one needs the server's plan. @throws without a stock */
export async function offlineRun({
  language,
  difficulty,
}: StartChoice): Promise<{ game: OfflineRun; highlights: Highlight[] }> {
  const stock = await loadStock(language);
  const seed = newRunSeed();
  const fitting = stock.filter((one) => one.difficulty === difficulty);
  const chosen = shuffled(fitting, seed).slice(0, SNIPPETS_A_GAME);
  return {
    game: {
      session_id: crypto.randomUUID(),
      unstored: true,
      seed,
      language,
      difficulty,
      mode: "relaxed",
      engine_version: currentEngine.version,
      snippets: chosen.map(({ snippet }) => snippet),
    },
    highlights: chosen.map(({ highlight }) => highlight),
  };
}

async function windowsOfStock(language: Language): Promise<PooledWindow[]> {
  const snippets = (await loadStock(language)).map(
    ({ snippet: { id: snippet_id, ...snippet }, difficulty }) => ({
      ...snippet,
      snippet_id,
      difficulty,
    }),
  );
  return poolOf(snippets, ({ snippet_id }) => snippet_id);
}

/** Returns the categories from which a drill can be made. @throws without a stock */
export const offlineCategories = async (language: Language): Promise<DrillCategories> =>
  categoriesOf(await windowsOfStock(language));

/** Returns the parts of a plain drill; none where there is no such code. @throws without a stock */
export async function offlineDrill(
  language: Language,
  choice: { difficulty?: Difficulty | undefined; category?: string | undefined },
): Promise<DrillPart[]> {
  const windows = matchingWindows(await windowsOfStock(language), choice);
  return windows.length === 0 ? [] : chooseWindows(windows, [], newRunSeed()).map(drillPart);
}
