/** Gives results that were stored before it their WPM and accuracy (docs/decisions/0041-figures-of-keys.md). */
import { typingFigures } from "../../../engine/typing-speed.ts";
import type { Db } from "../../db/client.ts";
import {
  type FilledResult,
  findResultsAfterMark,
  type ReviewedResult,
  storeTypingFigures,
} from "./queries.ts";

/** Results of a batch: some hundred kilobytes of rows. */
export const FILL_BATCH = 1_000;

/** Returns the figures of a result whose keys were counted. */
function figuresOf({ correct_keys, incorrect_keys, ...result }: ReviewedResult): FilledResult[] {
  if (correct_keys === null || incorrect_keys === null) return [];
  return [{ id: result.id, ...typingFigures({ correct_keys, incorrect_keys }, result) }];
}

/**
 * Fills the figures of the next results, by this release or the one before, from the keys that the server counted when
 * it stored them. A mark in the database makes it look at each result once; two calls at once do the same work twice.
 *
 * @returns how many results it looked at
 */
export async function fillTypingFigures(db: Db, batch = FILL_BATCH): Promise<number> {
  const reviewed = await findResultsAfterMark(db, batch);
  const last = reviewed.at(-1);
  if (last) await storeTypingFigures(db, reviewed.flatMap(figuresOf), last.id);
  return reviewed.length;
}
