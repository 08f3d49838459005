-- A rematch knows the result whose ghost it raced, so that its page can say who won (docs/decisions/0045-challenges.md).

-- No foreign key: it would need an index, and a result is deleted only with its player. Without the result there is no verdict.
ALTER TABLE "game_sessions" ADD COLUMN "raced_result_id" UUID;
