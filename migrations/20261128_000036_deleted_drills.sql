-- The drills that were deleted, whose rows go when their tickets have expired (docs/decisions/0050-keystrokes.md).

CREATE INDEX "typing_sessions_deleted_idx" ON "typing_sessions"("deleted_at") WHERE "deleted_at" IS NOT NULL;
