-- What streaks and achievements need, and the one step by which statistics grow:
-- `count_result` takes it for a result that is stored, `recount_player` takes it
-- again for all of them (docs/decisions/0019-progress.md). All in PL/pgSQL, which
-- keeps its plans: functions in SQL are planned at each call, half a millisecond here.

ALTER TABLE "user_statistics"
    ADD COLUMN "best_combo" INTEGER NOT NULL DEFAULT 0,
    -- The best of runs that lasted a minute: the first words of a run are quick for everybody.
    ADD COLUMN "best_sustained_wpm" DOUBLE PRECISION NOT NULL DEFAULT 0,
    -- The best of runs of 100 words.
    ADD COLUMN "best_accuracy" DOUBLE PRECISION NOT NULL DEFAULT 0,
    -- The most words in a run without an incorrect one.
    ADD COLUMN "longest_flawless" INTEGER NOT NULL DEFAULT 0,
    -- Ranked tries at daily challenges.
    ADD COLUMN "challenge_runs" INTEGER NOT NULL DEFAULT 0,
    -- The UTC days with a VERIFIED run, neighbours joined. Adding a day is the same
    -- in any order and any number of times, so streaks are true however runs come in.
    ADD COLUMN "played_days" DATEMULTIRANGE NOT NULL DEFAULT '{}',
    ADD COLUMN "last_played_day" DATE,
    -- Days in a row up to `last_played_day`; whether it goes on depends on today.
    ADD COLUMN "last_streak" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "best_streak" INTEGER NOT NULL DEFAULT 0,
    -- At first nobody has all of this: upkeep counts everybody again, once.
    ADD COLUMN "recounted_at" TIMESTAMPTZ NOT NULL DEFAULT 'epoch';

CREATE INDEX "user_statistics_recounted_at_idx" ON "user_statistics"("recounted_at");

-- `requirement_type` names a metric of `achievement_metrics`, `requirement_value` is the least of it.
ALTER TABLE "achievements"
    ADD COLUMN "key" VARCHAR(50) NOT NULL,
    ADD COLUMN "family" VARCHAR(50) NOT NULL,
    ADD COLUMN "level" INTEGER NOT NULL,
    ADD COLUMN "points" INTEGER NOT NULL,
    ADD COLUMN "position" INTEGER NOT NULL,
    -- When its rule was made or changed: whoever was counted before is counted again.
    ADD COLUMN "ruled_at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    -- The share of players that hold it, from 0 to 1, as of then.
    ADD COLUMN "rarity" DOUBLE PRECISION NOT NULL DEFAULT 0,
    ADD COLUMN "rarity_at" TIMESTAMPTZ NOT NULL DEFAULT 'epoch';

CREATE UNIQUE INDEX "achievements_key_key" ON "achievements"("key");

-- Deferred, because the seed may hand a name on from one to another.
DROP INDEX "achievements_name_key";
ALTER TABLE "achievements" ADD CONSTRAINT "achievements_name_key"
    UNIQUE ("name") DEFERRABLE INITIALLY DEFERRED;

-- The result that granted it. Whoever deletes a result counts its player again.
ALTER TABLE "user_achievements" ADD COLUMN "result_id" UUID NOT NULL
    REFERENCES "game_results"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "user_achievements_result_id_idx" ON "user_achievements"("result_id");

-- The statistics `s` after one more VERIFIED result.
CREATE OR REPLACE FUNCTION add_result(s "user_statistics", r "game_results", g "game_sessions")
RETURNS "user_statistics" AS $$
DECLARE
    played DATE := (r.ended_at AT TIME ZONE 'UTC')::date;
    streak DATERANGE;
BEGIN
    s.avg_wpm := (s.avg_wpm * s.total_games + r.words_per_minute) / (s.total_games + 1);
    s.avg_accuracy := (s.avg_accuracy * s.total_games + r.accuracy_percentage) / (s.total_games + 1);
    s.total_games := s.total_games + 1;
    s.total_playtime_sec := s.total_playtime_sec + r.playtime_seconds;
    s.total_words_typed := s.total_words_typed + r.total_words_typed;
    s.total_enemies_killed := s.total_enemies_killed + r.enemies_killed;
    s.best_score := greatest(s.best_score, r.final_score);
    s.best_wpm := greatest(s.best_wpm, r.words_per_minute);
    s.best_combo := greatest(s.best_combo, r.max_combo);
    s.highest_wave := greatest(s.highest_wave, r.waves_completed);
    IF r.playtime_seconds >= 60 THEN
        s.best_sustained_wpm := greatest(s.best_sustained_wpm, r.words_per_minute);
    END IF;
    IF r.total_words_typed >= 100 THEN
        s.best_accuracy := greatest(s.best_accuracy, r.accuracy_percentage);
    END IF;
    IF r.incorrect_words = 0 THEN
        s.longest_flawless := greatest(s.longest_flawless, r.total_words_typed);
    END IF;
    IF g.mode = 'daily' THEN
        s.challenge_runs := s.challenge_runs + 1;
    END IF;
    s.games_by_language := count_language(s.games_by_language, g.language);

    IF NOT s.played_days @> played THEN
        s.played_days := s.played_days + datemultirange(daterange(played, played, '[]'));
        SELECT days INTO streak FROM unnest(s.played_days) days WHERE days @> played;
        s.best_streak := greatest(s.best_streak, upper(streak) - lower(streak));
        IF upper(streak) = upper(s.played_days) THEN
            s.last_played_day := upper(streak) - 1;
            s.last_streak := upper(streak) - lower(streak);
        END IF;
    END IF;
    RETURN s;
END;
$$ LANGUAGE plpgsql IMMUTABLE;

-- What achievements are measured by, once `r` is in the statistics `s`: what is
-- kept of all runs, and what only the run itself can show. Without a run, the former.
CREATE OR REPLACE FUNCTION achievement_metrics(s "user_statistics", r "game_results", g "game_sessions")
RETURNS JSONB AS $$
BEGIN
    RETURN jsonb_build_object(
        'sustained_wpm', s.best_sustained_wpm,
        'accuracy', s.best_accuracy,
        'flawless_words', s.longest_flawless,
        'combo', s.best_combo,
        'waves', s.highest_wave,
        'games_in_each_language', (
            SELECT min(coalesce((s.games_by_language ->> language::text)::integer, 0))
            FROM unnest(enum_range(NULL::"Language")) language),
        'streak_days', s.best_streak,
        'games', s.total_games,
        'words', s.total_words_typed,
        'bugs', s.total_enemies_killed,
        'playtime_seconds', s.total_playtime_sec,
        'challenge_runs', s.challenge_runs,
        'unharmed_waves', CASE WHEN r.total_damage_taken = 0 THEN r.waves_completed END,
        'expert_waves', CASE WHEN g.difficulty = 'EXPERT' THEN r.waves_completed END,
        'run_seconds', r.playtime_seconds,
        'words_404', (r.total_words_typed = 404)::integer,
        'seconds_418', (r.playtime_seconds = 418)::integer,
        'bugs_42', (r.enemies_killed = 42)::integer,
        'no_words', (r.total_words_typed = 0)::integer,
        'one_error', (r.incorrect_words = 1 AND r.total_words_typed >= 100)::integer,
        'half_wrong', (r.correct_words = r.incorrect_words AND r.correct_words >= 10)::integer,
        'palindrome', (r.final_score >= 1000 AND reverse(r.final_score::text) = r.final_score::text)::integer,
        'round_score', (r.final_score >= 1000 AND r.final_score % 100 = 0)::integer,
        'at_night', (extract(hour FROM r.ended_at AT TIME ZONE 'UTC') < 4)::integer,
        'friday_evening', (extract(isodow FROM r.ended_at AT TIME ZONE 'UTC') = 5
            AND extract(hour FROM r.ended_at AT TIME ZONE 'UTC') >= 16)::integer,
        'day_256', (extract(doy FROM r.ended_at AT TIME ZONE 'UTC') = 256)::integer
    );
END;
$$ LANGUAGE plpgsql STABLE;

-- Writes the statistics `s` over those that are stored.
CREATE OR REPLACE FUNCTION keep_statistics(s "user_statistics") RETURNS VOID AS $$
BEGIN
    UPDATE user_statistics SET
        total_games = s.total_games,
        total_playtime_sec = s.total_playtime_sec,
        best_score = s.best_score,
        best_wpm = s.best_wpm,
        avg_wpm = s.avg_wpm,
        avg_accuracy = s.avg_accuracy,
        total_words_typed = s.total_words_typed,
        total_enemies_killed = s.total_enemies_killed,
        highest_wave = s.highest_wave,
        favorite_language = most_played(s.games_by_language),
        games_by_language = s.games_by_language,
        best_combo = s.best_combo,
        best_sustained_wpm = s.best_sustained_wpm,
        best_accuracy = s.best_accuracy,
        longest_flawless = s.longest_flawless,
        challenge_runs = s.challenge_runs,
        played_days = s.played_days,
        last_played_day = s.last_played_day,
        last_streak = s.last_streak,
        best_streak = s.best_streak,
        recounted_at = s.recounted_at
    WHERE id = s.id;
END;
$$ LANGUAGE plpgsql;

-- The achievements that a result granted, for the player to read.
CREATE OR REPLACE FUNCTION granted_by(p_result_id UUID) RETURNS JSONB AS $$
BEGIN
    RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', a.id, 'name', a.name, 'description', a.description,
        'family', a.family, 'level', a.level, 'points', a.points) ORDER BY a.position), '[]')
    FROM user_achievements granted JOIN achievements a ON a.id = granted.achievement_id
    WHERE granted.result_id = p_result_id);
END;
$$ LANGUAGE plpgsql STABLE;

-- The player's statistics to change, made where there are none yet. The account is
-- held first, as whoever stores a result does, so that both wait for each other.
CREATE OR REPLACE FUNCTION held_statistics(p_user_id UUID) RETURNS "user_statistics" AS $$
DECLARE
    s user_statistics;
BEGIN
    PERFORM 1 FROM users WHERE id = p_user_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    INSERT INTO user_statistics (user_id) VALUES (p_user_id) ON CONFLICT (user_id) DO NOTHING;
    SELECT * INTO s FROM user_statistics WHERE user_id = p_user_id;
    RETURN s;
END;
$$ LANGUAGE plpgsql;

-- Carries a result into its player's statistics and achievements, if it is VERIFIED
-- and `p_fresh`: not stored before. Part of the statement that stores it, of which
-- it sees more than the snapshot: what was stored while that waited for the account.
-- Returns what `granted_by` does.
CREATE OR REPLACE FUNCTION count_result(p_result_id UUID, p_fresh BOOLEAN) RETURNS JSONB AS $$
DECLARE
    r game_results;
    g game_sessions;
    s user_statistics;
    metrics JSONB;
BEGIN
    SELECT * INTO r FROM game_results WHERE id = p_result_id;
    IF p_fresh AND r.status = 'VERIFIED' THEN
        SELECT * INTO g FROM game_sessions WHERE id = r.session_id;
        s := add_result(held_statistics(r.user_id), r, g);
        PERFORM keep_statistics(s);
        metrics := achievement_metrics(s, r, g);
        INSERT INTO user_achievements (user_id, achievement_id, result_id, unlocked_at)
        SELECT r.user_id, a.id, r.id, r.ended_at FROM achievements a
        WHERE (metrics ->> a.requirement_type)::double precision >= a.requirement_value
        ON CONFLICT (user_id, achievement_id) DO NOTHING;
    END IF;
    RETURN granted_by(p_result_id);
END;
$$ LANGUAGE plpgsql;

-- Counts all of a player again: after a result was voided, restored or deleted, and
-- after a rule was changed. What is deserved no more is taken back; what still is
-- keeps its time, and names the run that deserves it first.
CREATE OR REPLACE FUNCTION recount_player(p_user_id UUID) RETURNS VOID AS $$
DECLARE
    before user_statistics := held_statistics(p_user_id);
    s user_statistics;
    run RECORD;
    metrics JSONB;
    earned UUID[] := '{}';
    fresh UUID[];
BEGIN
    IF before.id IS NULL THEN
        RETURN;
    END IF;
    s := jsonb_populate_record(NULL::user_statistics, jsonb_build_object(
        'id', before.id, 'user_id', p_user_id, 'recounted_at', clock_timestamp(),
        'total_games', 0, 'total_playtime_sec', 0, 'best_score', 0, 'best_wpm', 0, 'avg_wpm', 0,
        'avg_accuracy', 0, 'total_words_typed', 0, 'total_enemies_killed', 0, 'highest_wave', 0,
        'games_by_language', '{}'::jsonb, 'best_combo', 0, 'best_sustained_wpm', 0,
        'best_accuracy', 0, 'longest_flawless', 0, 'challenge_runs', 0, 'played_days', '{}',
        'last_streak', 0, 'best_streak', 0));
    FOR run IN
        SELECT r AS result, g AS session
        FROM game_results r JOIN game_sessions g ON g.id = r.session_id
        WHERE r.user_id = p_user_id AND r.status = 'VERIFIED'
        ORDER BY r.ended_at, r.id
    LOOP
        s := add_result(s, run.result, run.session);
        metrics := achievement_metrics(s, run.result, run.session);
        SELECT array_agg(a.id) INTO fresh FROM achievements a
        WHERE a.id <> ALL (earned)
            AND (metrics ->> a.requirement_type)::double precision >= a.requirement_value;
        IF fresh IS NOT NULL THEN
            earned := earned || fresh;
            INSERT INTO user_achievements (user_id, achievement_id, result_id, unlocked_at)
            SELECT p_user_id, achievement, (run.result).id, (run.result).ended_at
            FROM unnest(fresh) achievement
            ON CONFLICT (user_id, achievement_id) DO UPDATE SET result_id = excluded.result_id;
        END IF;
    END LOOP;
    DELETE FROM user_achievements WHERE user_id = p_user_id AND achievement_id <> ALL (earned);
    PERFORM keep_statistics(s);
END;
$$ LANGUAGE plpgsql;
