-- Stores a race with its players and their new ratings, once. Returns false, and stores nothing, when a rating is no
-- longer what it was when the new ones were computed: another race of that player was stored meanwhile, and the caller
-- computes them again.
--
-- `p_race` has the columns of `races`. `p_players` is a list of the columns of `race_players`, with, of a rated player,
-- `races` (how many there were before this one), `mu_before`, `sigma_before`, and `mu` and `sigma` after it.
--
-- Called when a race is over. It is a function because it locks the ratings before it compares them: a single statement
-- would compare them as of its snapshot. It locks in the order of the accounts, so that races cannot deadlock.
CREATE OR REPLACE FUNCTION store_race(p_race JSONB, p_players JSONB) RETURNS BOOLEAN AS $$
DECLARE
    race "races" := jsonb_populate_record(NULL::"races", p_race);
    stale INTEGER;
BEGIN
    IF EXISTS (SELECT FROM races WHERE id = race.id) THEN
        RETURN true;
    END IF;

    INSERT INTO race_ratings (user_id, language, mu, sigma, rating)
    SELECT player.user_id, race.language, player.mu_before, player.sigma_before, player.rating_before
    FROM jsonb_to_recordset(p_players)
        AS player (user_id UUID, mu_before DOUBLE PRECISION, sigma_before DOUBLE PRECISION, rating_before INTEGER)
    WHERE player.mu_before IS NOT NULL
    ORDER BY player.user_id
    ON CONFLICT DO NOTHING;

    PERFORM 1 FROM race_ratings
    WHERE language = race.language
        AND user_id IN (SELECT (player ->> 'user_id')::uuid FROM jsonb_array_elements(p_players) player)
    ORDER BY user_id FOR UPDATE;

    SELECT count(*) INTO stale
    FROM jsonb_to_recordset(p_players) AS player (user_id UUID, mu DOUBLE PRECISION, races INTEGER)
    JOIN race_ratings r ON r.user_id = player.user_id AND r.language = race.language
    WHERE player.mu IS NOT NULL AND r.races <> player.races;
    IF stale > 0 THEN
        RETURN false;
    END IF;

    INSERT INTO races SELECT race.*;

    INSERT INTO race_players (
        race_id, number, is_ghost, user_id, result_id, name, place, final_score, standard_wpm, outcome, rating_before, rating_after
    )
    SELECT race.id, player.number, coalesce(player.is_ghost, false), player.user_id, player.result_id, player.name,
        player.place, player.final_score, player.standard_wpm, player.outcome, player.rating_before, player.rating_after
    FROM jsonb_populate_recordset(NULL::"race_players", p_players) player;

    UPDATE race_ratings r SET
        mu = player.mu, sigma = player.sigma, rating = player.rating_after, races = r.races + 1,
        updated_at = race.ended_at
    FROM jsonb_to_recordset(p_players)
        AS player (user_id UUID, mu DOUBLE PRECISION, sigma DOUBLE PRECISION, rating_after INTEGER)
    WHERE player.mu IS NOT NULL AND r.user_id = player.user_id AND r.language = race.language;
    RETURN true;
END;
$$ LANGUAGE plpgsql;
