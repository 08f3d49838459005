/** Reads the daily challenge. `games/start/queries.ts` starts a player's try. */

import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { z } from "zod";
import { dailyTrySchema } from "../../../contracts/challenge.ts";
import { CHALLENGE_DIFFICULTY } from "../../../contracts/game.ts";
import { ENGINE_VERSION } from "../../../engine/index.ts";
import type { Language } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { pageRows } from "../../db/pages.ts";
import { checkedRow } from "../../db/rows.ts";
import { circleRows } from "../../friends/board/queries.ts";
import type { BoardKey } from "../../leaderboards/board-key.ts";
import { type BoardPart, boardRowSchema, boardRows } from "../../leaderboards/queries.ts";
import { onBoard, playersOn, rankOf } from "../../leaderboards/rank/queries.ts";
import { shownStatus } from "../results/queries.ts";

const challengeRowSchema = z.strictObject({
  rows: z.array(boardRowSchema),
  /** The best of the day before. */
  winners: z.array(boardRowSchema),
  players: z.int(),
  /** The best of the caller and friends. */
  friends: z.array(boardRowSchema),
  /** The caller's own try. */
  own_try: dailyTrySchema.strict().nullable(),
});
export type ChallengeRow = z.infer<typeof challengeRowSchema>;

/** Returns the board of a day's challenge. */
export const challengeBoard = (day: string, language: Language): BoardKey => ({
  type: "challenge",
  period_start: day,
  metric: "score",
  language,
  difficulty: CHALLENGE_DIFFICULTY,
  season: ENGINE_VERSION,
});

/** How many of the caller and friends are shown. */
const FRIENDS = 20;

/** How many of the day before are shown. */
const WINNERS = 3;

/**
 * Returns a page of the challenge's board, the number of its players, the best of the day before, and the caller's own
 * try. One round trip.
 */
export async function findChallenge(
  db: Db,
  caller: Caller | undefined,
  { day, yesterday, language }: { day: string; yesterday: string; language: Language },
  { limit, after }: BoardPart,
): Promise<ChallengeRow> {
  const board = challengeBoard(day, language);
  const winners = { count: sql.lit(WINNERS) };
  const ownTry = caller
    ? sql`(
        SELECT json_build_object(
          'open', session.ended_at IS NULL AND session.expires_at > now(),
          'result_id', result.id, 'score', result.final_score, 'status', ${shownStatus(sql.ref("result"))},
          'words_per_minute', result.words_per_minute,
          'accuracy_percentage', result.accuracy_percentage,
          'standard_wpm', result.standard_wpm, 'key_accuracy', result.key_accuracy,
          'waves_completed', result.waves_completed,
          'rank', (
            SELECT ${rankOf(board, sql.ref("own"))} FROM leaderboards own
            WHERE own.user_id = users.id AND own.result_id = result.id AND ${onBoard(board, sql.ref("own"))}))
        FROM users JOIN game_sessions session ON session.user_id = users.id
        LEFT JOIN game_results result ON result.session_id = session.id
        WHERE ${isActiveUser(caller)} AND session.mode = 'daily'
          AND session.challenge_day = ${day}::date AND session.language = ${language})`
    : sql`NULL::json`;
  const row = await db
    .selectNoFrom([
      jsonArrayFrom(boardRows(db, board, { count: pageRows(limit), after })).as("rows"),
      jsonArrayFrom(boardRows(db, { ...board, period_start: yesterday }, winners)).as("winners"),
      playersOn(board).as("players"),
      ownTry.as("own_try"),
      (caller ? circleRows(db, caller, board, FRIENDS) : sql`'[]'::json`).as("friends"),
    ])
    .executeTakeFirstOrThrow();
  return checkedRow(challengeRowSchema, row);
}
