-- For the cron job that deletes the keys of old drills. Those of games go with their results.
CREATE INDEX "typing_sessions_drill_logs_idx" ON "typing_sessions"("ended_at")
    WHERE "game_session_id" IS NULL AND "key_sequence" IS NOT NULL;
