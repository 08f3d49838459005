/** Boards as storing a result keeps them: part of its one statement (games/results.ts). */
import { sql } from "kysely";
import type { Difficulty, Language } from "../../engine/plan.ts";
import { OVERALL, onBoard } from "./rank/queries.ts";

interface Played {
  language: Language;
  difficulty: Difficulty;
  challenge_day: string | null;
}

/** The same order as that of a board, with a result's id last: counting again finds the same best. */
const better = sql`
  (-excluded.score, excluded.ranked_at, excluded.result_id) < (-b.score, b.ranked_at, b.result_id)`;

const best = (column: string) => sql`
  ${sql.ref(column)} = CASE WHEN ${better} THEN ${sql.ref(`excluded.${column}`)} ELSE ${sql.ref(`b.${column}`)} END`;

/**
 * The CTE `boards`: puts the rows of CTE `result` on every board that they stand on,
 * and holds the rows that it changed.
 */
export const keptBoards = ({ language, difficulty, challenge_day }: Played) => sql`
  boards AS (
    INSERT INTO leaderboards AS b (
      score, ranked_at, user_id, result_id, leaderboard_type, period_start, metric, language, difficulty
    )
    SELECT CASE board.metric WHEN 'score' THEN final_score ELSE words_per_minute END,
      ended_at, result.user_id, result.id, board.*
    FROM result CROSS JOIN LATERAL boards_of(
      ended_at, ${language}, ${difficulty}, ${challenge_day}::date) board
    -- Of a result that was stored before, only the board of all players is asked: its row, which
    -- is touched in any case, is where the player stands.
    WHERE status = 'VERIFIED' AND (inserted OR ${onBoard(OVERALL, sql.ref("board"))})
    ON CONFLICT (user_id, leaderboard_type, period_start, metric, language, difficulty) DO UPDATE SET
      ${best("score")}, ${best("ranked_at")}, ${best("result_id")}
    WHERE ${better} OR ${onBoard(OVERALL, sql.ref("b"))}
    RETURNING b.*
  )`;
