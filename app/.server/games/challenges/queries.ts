/** All SQL about daily challenges but their start (games/sessions/queries.ts). */

import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { DailyTry } from "../../../contracts/challenge.ts";
import { CHALLENGE_DIFFICULTY } from "../../../contracts/game.ts";
import type { Language } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { type BoardCursor, type BoardRow, boardRows } from "../../leaderboards/queries.ts";
import { type BoardKey, onBoard, playersOn, rankOf } from "../../leaderboards/rank/queries.ts";

export interface ChallengeRow {
  rows: BoardRow[];
  players: number;
  mine: DailyTry | null;
}

/** The board of a day's challenge, how many are on it, and the caller's own try. One round trip. */
export async function findChallenge(
  db: Db,
  caller: Caller | undefined,
  { day, language }: { day: string; language: Language },
  page: { limit: number; after: BoardCursor | undefined },
): Promise<ChallengeRow> {
  const board: BoardKey = {
    type: "challenge",
    period_start: day,
    metric: "score",
    language,
    difficulty: CHALLENGE_DIFFICULTY,
  };
  const mine = caller
    ? sql<DailyTry | null>`(
        SELECT json_build_object(
          'open', session.ended_at IS NULL AND session.expires_at > now(),
          'result_id', result.id, 'score', result.final_score, 'status', result.status,
          'words_per_minute', result.words_per_minute,
          'accuracy_percentage', result.accuracy_percentage,
          'waves_completed', result.waves_completed,
          'rank', (
            SELECT ${rankOf(board, sql.ref("own"))} FROM leaderboards own
            WHERE own.user_id = users.id AND own.result_id = result.id AND ${onBoard(board, sql.ref("own"))}))
        FROM users JOIN game_sessions session ON session.user_id = users.id
        LEFT JOIN game_results result ON result.session_id = session.id
        WHERE ${isActiveUser(caller)} AND session.mode = 'daily'
          AND session.challenge_day = ${day}::date AND session.language = ${language})`
    : sql<null>`NULL::json`;
  return db
    .selectNoFrom([
      jsonArrayFrom(boardRows(db, board, page)).as("rows"),
      playersOn(board).as("players"),
      mine.as("mine"),
    ])
    .executeTakeFirstOrThrow();
}
