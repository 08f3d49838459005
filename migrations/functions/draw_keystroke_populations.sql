-- Draws a new sample of players for each language whose sample is older than `p_hours`, and sums their statistics of
-- keys: those whose ids follow a random one, and from the first id on if there are too few. Returns for how many languages.
--
-- Called by the cron job. It is a function because a random id must be drawn once for each language, before the rows
-- that follow it are found by the primary key; ORDER BY random() would read all players.
CREATE OR REPLACE FUNCTION draw_keystroke_populations(p_players INTEGER, p_hours INTEGER)
RETURNS INTEGER AS $$
DECLARE
    drawn "Language";
    pivot UUID;
    languages INTEGER := 0;
BEGIN
    FOREACH drawn IN ARRAY enum_range(NULL::"Language") LOOP
        CONTINUE WHEN EXISTS (
            SELECT FROM keystroke_population p
            WHERE p.language = drawn AND p.drawn_at > now() - make_interval(hours => p_hours));
        pivot := gen_random_uuid();
        WITH sample AS MATERIALIZED (
            (SELECT * FROM keystroke_statistics s
                WHERE s.language = drawn AND s.period_start = '-infinity' AND s.user_id >= pivot
                ORDER BY s.user_id LIMIT p_players)
            UNION ALL
            (SELECT * FROM keystroke_statistics s
                WHERE s.language = drawn AND s.period_start = '-infinity' AND s.user_id < pivot
                ORDER BY s.user_id LIMIT p_players)
            LIMIT p_players
        ), by_key AS (
            SELECT key, sum(a) a, sum(b) b, sum(c) c, sum(d) d
            FROM sample s CROSS JOIN LATERAL
                unnest(s.keys, s.key_presses, s.key_errors, s.key_timed, s.key_ms) u (key, a, b, c, d)
            GROUP BY key
        ), by_kind AS (
            SELECT kind, sum(a) a, sum(b) b, sum(c) c, sum(d) d
            FROM sample s CROSS JOIN LATERAL
                unnest(s.kind_presses, s.kind_errors, s.kind_timed, s.kind_ms) WITH ORDINALITY u (a, b, c, d, kind)
            GROUP BY kind
        )
        INSERT INTO keystroke_population (
            language, keys, key_presses, key_errors, key_timed, key_ms,
            kind_presses, kind_errors, kind_timed, kind_ms, recovery_ms, players)
        SELECT drawn, keys.codes, keys.a, keys.b, keys.c, keys.d, kinds.a, kinds.b, kinds.c, kinds.d,
            (SELECT sum(recovery_ms) FROM sample), (SELECT count(*) FROM sample)
        FROM (
            SELECT array_agg(key ORDER BY key) codes, array_agg(a ORDER BY key) a, array_agg(b ORDER BY key) b,
                array_agg(c ORDER BY key) c, array_agg(d ORDER BY key) d
            FROM by_key
        ) keys, (
            SELECT array_agg(a ORDER BY kind) a, array_agg(b ORDER BY kind) b, array_agg(c ORDER BY kind) c,
                array_agg(d ORDER BY kind) d
            FROM by_kind
        ) kinds
        WHERE keys.codes IS NOT NULL
        ON CONFLICT (language) DO UPDATE SET
            keys = excluded.keys, key_presses = excluded.key_presses, key_errors = excluded.key_errors,
            key_timed = excluded.key_timed, key_ms = excluded.key_ms, kind_presses = excluded.kind_presses,
            kind_errors = excluded.kind_errors, kind_timed = excluded.kind_timed, kind_ms = excluded.kind_ms,
            recovery_ms = excluded.recovery_ms, players = excluded.players, drawn_at = now();
        IF FOUND THEN
            languages := languages + 1;
        END IF;
    END LOOP;
    RETURN languages;
END;
$$ LANGUAGE plpgsql;
