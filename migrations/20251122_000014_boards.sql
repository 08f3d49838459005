-- Boards for every period, kept small enough for ten million results, and what
-- makes a rank cheap at any depth (docs/decisions/0018-boards.md).

-- Made anew and filled again below, so that no row carries the columns that are gone:
-- `id`, `metadata` and `created_at` told nothing, and a result writes up to 25 rows.
-- Wide columns first: nothing is lost to alignment.
DROP TABLE "leaderboards";

CREATE TABLE "leaderboards" (
    -- What ranks: a score, or words a minute.
    "score" DOUBLE PRECISION NOT NULL,
    -- When the result came that ranks here; of equals the earlier is first.
    "ranked_at" TIMESTAMPTZ NOT NULL,
    "user_id" UUID NOT NULL,
    -- No foreign key: a result goes only with its player, and its rows here with the player too.
    -- The key would need an index of its own, and a look at `game_results` for every row.
    "result_id" UUID NOT NULL,
    "leaderboard_type" "LeaderboardType" NOT NULL,
    -- The period's first day, UTC; for all time the first day there is.
    "period_start" DATE NOT NULL DEFAULT '0001-01-01',
    "metric" "LeaderboardMetric" NOT NULL DEFAULT 'score',
    "language" "Language",
    "difficulty" "Difficulty"
) WITH (
    -- Ranges are counted in the index alone where pages are known to be visible to all.
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_insert_scale_factor = 0.02
);

-- One row a player and board. The player comes first: the rows of one result are
-- neighbours here, and this is also how all rows of a player are found.
CREATE UNIQUE INDEX "leaderboards_user_board_key" ON "leaderboards"
    ("user_id", "leaderboard_type", "period_start", "metric", "language", "difficulty")
    NULLS NOT DISTINCT;

-- A board in its order. The score is negated so that all of it ascends and a row
-- comparison is one range; it is included once more because a range is only
-- counted without the table when the column itself is at hand.
CREATE INDEX "leaderboards_board_rank_idx" ON "leaderboards"
    ("leaderboard_type", "period_start", "metric", "language", "difficulty",
     (-"score"), "ranked_at", "user_id") INCLUDE ("score");

ALTER TABLE "leaderboards" ADD CONSTRAINT "leaderboards_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Places in large boards, about every thousandth, as the cron last counted them: `rank`
-- is the place of whoever has this score since this time. Nobody is named: what is known
-- of an account that is gone must not stay here.
CREATE TABLE "board_milestones" (
    "score" DOUBLE PRECISION NOT NULL,
    "ranked_at" TIMESTAMPTZ NOT NULL,
    "refreshed_at" TIMESTAMPTZ NOT NULL,
    "rank" INTEGER NOT NULL,
    "leaderboard_type" "LeaderboardType" NOT NULL,
    "period_start" DATE NOT NULL,
    "metric" "LeaderboardMetric" NOT NULL,
    "language" "Language",
    "difficulty" "Difficulty"
);

CREATE UNIQUE INDEX "board_milestones_board_key" ON "board_milestones"
    ("leaderboard_type", "period_start", "metric", "language", "difficulty", (-"score"), "ranked_at")
    NULLS NOT DISTINCT;

-- All boards that a VERIFIED result stands on, by when it ended: each period, by
-- score and by words a minute, over all, by language, by difficulty, and by both;
-- and the challenge that it played.
CREATE OR REPLACE FUNCTION boards_of(
    p_ended_at TIMESTAMPTZ, p_language "Language", p_difficulty "Difficulty", p_challenge_day DATE
) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty"
) AS $$
    SELECT period.type, period.first_day, metric, language, difficulty
    FROM (VALUES
            ('all_time'::"LeaderboardType", '0001-01-01'::date),
            ('weekly', date_trunc('week', p_ended_at AT TIME ZONE 'UTC')::date),
            ('daily', (p_ended_at AT TIME ZONE 'UTC')::date)
        ) AS period (type, first_day),
        unnest('{score,wpm}'::"LeaderboardMetric"[]) AS metric,
        unnest(ARRAY[NULL, p_language]) AS language,
        unnest(ARRAY[NULL, p_difficulty]) AS difficulty
    UNION ALL
    -- By way of text: a value added to the type can be used only after its transaction.
    SELECT 'challenge'::text::"LeaderboardType", p_challenge_day, 'score', p_language, p_difficulty
    WHERE p_challenge_day IS NOT NULL;
$$ LANGUAGE sql IMMUTABLE;

-- The first period of a type whose rows are kept at `p_now`: 27 weeks, 35 days.
CREATE OR REPLACE FUNCTION board_kept_since(p_type "LeaderboardType", p_now TIMESTAMPTZ) RETURNS DATE AS $$
    SELECT CASE p_type::text
        WHEN 'all_time' THEN '0001-01-01'::date
        WHEN 'weekly' THEN date_trunc('week', p_now AT TIME ZONE 'UTC')::date - 27 * 7
        ELSE (p_now AT TIME ZONE 'UTC')::date - 35
    END;
$$ LANGUAGE sql IMMUTABLE;

-- Makes a player's rows what the VERIFIED results say, on every board that is
-- kept: after one was voided or restored, or the account switched off or on, of
-- which the boards show nothing while it is off. Whoever changes a result's status
-- calls this in a statement after that one, and holds the player's account first
-- (users, sign_ins, game_sessions, then the rest): ending a game does the same, so
-- that neither misses the other. Returns the boards that changed.
CREATE OR REPLACE FUNCTION recount_boards(
    p_user_id UUID, p_now TIMESTAMPTZ DEFAULT clock_timestamp()
) RETURNS TABLE (
    leaderboard_type "LeaderboardType", period_start DATE, metric "LeaderboardMetric",
    language "Language", difficulty "Difficulty"
) AS $$
#variable_conflict use_column
BEGIN
    PERFORM 1 FROM users WHERE id = p_user_id FOR NO KEY UPDATE;

    RETURN QUERY
    WITH best AS MATERIALIZED (
        SELECT DISTINCT ON (board.leaderboard_type, board.period_start, board.metric, board.language, board.difficulty)
            board.*, place.score, result.ended_at, result.id
        FROM users
        JOIN game_results result ON result.user_id = users.id AND result.status = 'VERIFIED'
        JOIN game_sessions session ON session.id = result.session_id
        CROSS JOIN LATERAL boards_of(
            result.ended_at, session.language, session.difficulty, session.challenge_day) board
        CROSS JOIN LATERAL (
            SELECT CASE board.metric WHEN 'score' THEN result.final_score ELSE result.words_per_minute END
        ) place (score)
        WHERE users.id = p_user_id AND users.is_active AND users.deleted_at IS NULL
            AND board.period_start >= board_kept_since(board.leaderboard_type, p_now)
        ORDER BY board.leaderboard_type, board.period_start, board.metric, board.language, board.difficulty,
            place.score DESC, result.ended_at, result.id
    ), gone AS (
        DELETE FROM leaderboards b WHERE user_id = p_user_id AND NOT EXISTS (
            SELECT FROM best
            WHERE (best.leaderboard_type, best.period_start, best.metric) = (b.leaderboard_type, b.period_start, b.metric)
                AND best.language IS NOT DISTINCT FROM b.language
                AND best.difficulty IS NOT DISTINCT FROM b.difficulty)
        RETURNING b.leaderboard_type, b.period_start, b.metric, b.language, b.difficulty
    ), changed AS (
        INSERT INTO leaderboards AS b
            (score, ranked_at, user_id, result_id, leaderboard_type, period_start, metric, language, difficulty)
        SELECT best.score, ended_at, p_user_id, best.id,
            best.leaderboard_type, best.period_start, best.metric, best.language, best.difficulty
        FROM best
        ON CONFLICT (user_id, leaderboard_type, period_start, metric, language, difficulty) DO UPDATE
        SET score = excluded.score, ranked_at = excluded.ranked_at, result_id = excluded.result_id
        WHERE (b.score, b.ranked_at, b.result_id) IS DISTINCT FROM
            (excluded.score, excluded.ranked_at, excluded.result_id)
        RETURNING b.leaderboard_type, b.period_start, b.metric, b.language, b.difficulty
    )
    SELECT * FROM gone UNION ALL SELECT * FROM changed;
END;
$$ LANGUAGE plpgsql;

SELECT recount_boards(id) FROM users;
