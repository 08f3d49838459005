-- What a player played, with what the history filters by: a filter that keeps little looks at all of a player's
-- sessions, and finds them side by side here. In the table they lie as far apart as they were played, a page
-- each, and the more players there are, the fewer of these pages are at hand.
DROP INDEX game_sessions_user_id_idx;
CREATE INDEX game_sessions_user_id_idx ON game_sessions (user_id) INCLUDE (id, language, difficulty, mode);
