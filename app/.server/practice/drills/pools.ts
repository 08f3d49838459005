/**
 * The windows of all active snippets of a language, from which drills are chosen. They are the same for everybody and
 * change only when somebody edits a snippet, so each isolate keeps them for an hour.
 */
import { z } from "zod";
import { difficultySchema } from "../../../contracts/game.ts";
import { type PooledWindow as PoolWindow, poolOf } from "../../../engine/drills/pool.ts";
import type { Language } from "../../../engine/plan.ts";

const KEPT_MS = 60 * 60 * 1_000;

/** An active snippet, as a start reads it. */
export const pooledSnippetSchema = z.strictObject({
  snippet_id: z.uuid(),
  version_id: z.int(),
  category: z.string(),
  difficulty: difficultySchema,
  snippet_text: z.string(),
  statement_starts: z.array(z.int()).nullable(),
});
type PooledSnippet = z.infer<typeof pooledSnippetSchema>;

/** A window of a snippet. */
export type PooledWindow = PoolWindow<PooledSnippet>;

export class DrillPools {
  readonly #pools = new Map<Language, { windows: PooledWindow[]; until: number }>();

  /** Returns the windows of a language; undefined when a start has to read the snippets. */
  get(language: Language, now: Date): PooledWindow[] | undefined {
    const pool = this.#pools.get(language);
    return pool && pool.until > now.getTime() ? pool.windows : undefined;
  }

  /** Cuts and keeps the windows of all snippets of a language. */
  set(language: Language, snippets: readonly PooledSnippet[], now: Date): PooledWindow[] {
    const windows = poolOf(snippets, ({ version_id }) => String(version_id));
    this.#pools.set(language, { windows, until: now.getTime() + KEPT_MS });
    return windows;
  }
}
