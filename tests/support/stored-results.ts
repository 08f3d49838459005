/** Stores results with given numbers, through the statement that stores every result. */

import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { accountLock, type Caller } from "../../app/.server/auth/authorization/queries.ts";
import type { Db } from "../../app/.server/db/client.ts";
import type { StoredResult } from "../../app/.server/games/end/queries.ts";
import { insertResult } from "../../app/.server/games/end/stored-result/queries.ts";
import { collectEvidence } from "../../app/.server/games/plausibility/evidence.ts";
import { ENGINE_VERSION } from "../../app/engine/index.ts";
import { emptySums } from "../../app/engine/keystrokes/sums.ts";
import type { Difficulty, Language } from "../../app/engine/plan.ts";
import type { KeyCounts } from "../../app/engine/typing-speed.ts";

export interface ResultValues {
  language?: Language;
  difficulty?: Difficulty;
  score?: number;
  wpm?: number;
  /** The keys of the run: none by default. */
  keys?: KeyCounts;
  /** How long the run took; a minute by default, so that it counts for speed. */
  seconds?: number;
  status?: "VERIFIED" | "FLAGGED" | "UNRANKED";
  offBoards?: boolean;
  /** The day of the daily challenge that was played. */
  challenge?: string;
  endedAt?: Date;
  /** The engine version of the run; the current one by default. */
  season?: number;
}

/** Stores a result of `player` without a key log, and so without a replay. */
export async function storeResult(
  db: Db,
  { id: user_id }: Pick<Caller, "id">,
  values: ResultValues = {},
): Promise<StoredResult> {
  const { language = "PYTHON", difficulty = "NORMAL", challenge = null, endedAt } = values;
  const { season: engine_version = ENGINE_VERSION } = values;
  const { score = 100, wpm = 60, seconds = 60, status = "VERIFIED", offBoards = false } = values;
  const { correct_keys, incorrect_keys } = values.keys ?? { correct_keys: 0, incorrect_keys: 0 };
  const id = randomUUID();
  const started_at = (endedAt ?? new Date()).toISOString();
  const opening = sql`
    INSERT INTO game_sessions (
      id, user_id, language, difficulty, mode, challenge_day, seed, engine_version, snippet_versions,
      started_at, expires_at, ended_at, is_completed, outcome, ended_at_ms)
    SELECT ${id}, player.id, ${language}, ${difficulty}, ${challenge ? "daily" : "standard"}, ${challenge}::date,
      1, ${engine_version}, '{}', ${started_at}, ${started_at}, ${started_at}, true, 'quit', 0
    FROM player RETURNING id`;
  const stored = await insertResult(db, {
    session: {
      ...{ id, user_id, language, difficulty, started_at, engine_version },
      ...{ seed: 1, challenge_day: challenge },
    },
    playerLock: accountLock(user_id),
    request: { outcome: "quit", key_sequence: [], ended_at_ms: 0 },
    opening,
    ...(endedAt && { endedAt }),
    verdict: {
      score: {
        final_score: score,
        words_per_minute: wpm,
        waves_completed: 0,
        enemies_killed: 0,
        accuracy_percentage: 100,
        total_words_typed: 20,
        correct_words: 20,
        incorrect_words: 0,
        max_combo: 0,
        total_damage_dealt: 0,
        total_damage_taken: 0,
        playtime_seconds: seconds,
      },
      keys: { correct_keys, incorrect_keys },
      status,
      flags: [],
      implausible: false,
      off_boards: offBoards,
      evidence: collectEvidence().finish(0),
      fingerprint: null,
      keystrokes: emptySums(),
    },
  });
  if (stored.id === null) throw new Error("this account may not store results");
  return stored;
}
