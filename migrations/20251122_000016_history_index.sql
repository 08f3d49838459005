-- A player's results in the order of the history, with the session of each: a walk along
-- this index alone finds the newest, or the next that a filter keeps. The planner
-- takes it by that for the cheapest way, also for the few players with thousands of runs:
-- it expects the average player, and so had read and sorted all 10,000 of them (26 ms a page).
DROP INDEX game_results_history_idx;
CREATE INDEX game_results_history_idx ON game_results (user_id, ended_at DESC, id DESC) INCLUDE (session_id);
