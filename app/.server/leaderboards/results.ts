/** Boards as storing a result keeps them: part of its one statement (games/end/stored-result/queries.ts). */
import { sql } from "kysely";
import type { Difficulty, Language } from "../../engine/plan.ts";
import { overall } from "./board-key.ts";
import { onBoard, positionOf } from "./rank/queries.ts";

interface Played {
  language: Language;
  difficulty: Difficulty;
  challenge_day: string | null;
  engine_version: number;
}

/** True for a result before the stored one. Of equals the result's id decides, as in `recount_boards`. */
const isBetter = sql`
  ${positionOf(sql.ref("excluded"), "result_id")} < ${positionOf(sql.ref("b"), "result_id")}`;

const best = (column: string) => sql`
  ${sql.ref(column)} = CASE WHEN ${isBetter} THEN ${sql.ref(`excluded.${column}`)} ELSE ${sql.ref(`b.${column}`)} END`;

/**
 * The CTE `boards`: enters the results of the CTE `result` on all their boards, and has the rows of
 * `leaderboards` that it changed.
 */
export const updatedBoards = ({
  language,
  difficulty,
  challenge_day,
  engine_version,
}: Played) => sql`
  boards AS (
    INSERT INTO leaderboards AS b (
      score, ranked_at, user_id, result_id, leaderboard_type, period_start, metric, language, difficulty,
      season
    )
    SELECT CASE board.metric WHEN 'score' THEN final_score ELSE words_per_minute END,
      ended_at, result.user_id, result.id, board.*
    FROM result CROSS JOIN LATERAL boards_of(
      ended_at, ${language}, ${difficulty}, ${challenge_day}::date, ${engine_version}, playtime_seconds) board
    -- A result that was stored before changes nothing. It touches its row on the board of all players
    -- all the same, because the statement needs that row for the player's rank.
    WHERE status = 'VERIFIED' AND NOT off_boards AND (inserted OR ${onBoard(overall(engine_version), sql.ref("board"))})
    ON CONFLICT (user_id, leaderboard_type, period_start, metric, language, difficulty, season) DO UPDATE SET
      ${best("score")}, ${best("ranked_at")}, ${best("result_id")}
    WHERE ${isBetter} OR ${onBoard(overall(engine_version), sql.ref("b"))}
    RETURNING b.*
  )`;
