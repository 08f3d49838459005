/**
 * The tables that only the migrated database has, not the schema document. Each has the record in
 * `docs/decisions` that gives its reason; record 3 lists all.
 */
import { type Deviation, explainedBy } from "./deviations.ts";

/** Returns the deviations of an added table: the table, its columns, and its other parts, given as `name: kind`. */
export function addedTable(record: number, table: string, columns: string[], parts: string[]) {
  return explainedBy(
    record,
    `${table}: table added`,
    ...columns.map((column) => `${table}.${column}: column added`),
    ...parts.map((part) => `${part} added`),
  );
}

/** All of them but those of races. */
export const NEW_TABLES: Deviation[] = [
  ...addedTable(
    3,
    "code_snippet_versions",
    [
      ...["id", "snippet_id", "category", "snippet_text", "token_count", "expected_wpm"],
      ...["created_at", "statement_starts", "own_text_id"],
    ],
    [
      "code_snippet_versions_pkey: primary key",
      "code_snippet_versions_snippet_id_fkey: foreign key",
      "code_snippet_versions_snippet_id_idx: index",
      "code_snippet_versions_own_text_id_fkey: foreign key",
      "code_snippet_versions_own_text_id_idx: index",
      "code_snippet_versions_owner_check: check",
    ],
  ),
  ...addedTable(
    7,
    "snippet_rotations",
    ["language", "difficulty"],
    ["snippet_rotations_pkey: primary key"],
  ),
  ...addedTable(
    49,
    "own_texts",
    ["id", "user_id", "title", "language", "version_id", "created_at", "updated_at"],
    [
      "own_texts_pkey: primary key",
      "own_texts_user_id_fkey: foreign key",
      "own_texts_version_id_fkey: foreign key",
      "own_texts_user_id_idx: index",
      "own_texts_version_id_idx: index",
    ],
  ),
  ...addedTable(
    52,
    "blocks",
    ["id", "blocker_id", "blocked_id", "created_at"],
    [
      "blocks_pkey: primary key",
      "blocks_blocker_id_blocked_id_key: unique key",
      "blocks_blocker_id_fkey: foreign key",
      "blocks_blocked_id_fkey: foreign key",
      "blocks_blocked_id_idx: index",
      "blocks_not_self_check: check",
    ],
  ),
  ...addedTable(
    52,
    "friend_request_counts",
    ["user_id", "requested_at", "invited_at"],
    ["friend_request_counts_pkey: primary key", "friend_request_counts_user_id_fkey: foreign key"],
  ),
  ...addedTable(
    52,
    "notifications",
    ["id", "user_id", "kind", "actor_id", "result_id", "race_code", "created_at", "read_at"],
    [
      "notifications_race_code_check: check",
      "notifications_pkey: primary key",
      "notifications_user_id_kind_actor_id_key: unique key",
      "notifications_user_id_fkey: foreign key",
      "notifications_actor_id_fkey: foreign key",
      "notifications_actor_id_idx: index",
      "notifications_list_idx: index",
    ],
  ),
  ...addedTable(
    13,
    "sign_ins",
    ["id", "user_id", "user_agent", "created_at", "last_used_at", "revoked_at"],
    [
      "sign_ins_pkey: primary key",
      "sign_ins_user_id_fkey: foreign key",
      "sign_ins_last_used_at_idx: index",
      "sign_ins_user_id_idx: index",
    ],
  ),
  ...addedTable(
    3,
    "sign_in_failures",
    ["subject", "failures", "last_failed_at", "blocked_until"],
    ["sign_in_failures_pkey: primary key", "sign_in_failures_last_failed_at_idx: index"],
  ),
  ...addedTable(
    37,
    "game_start_counts",
    ["subject", "starts", "last_started_at"],
    ["game_start_counts_pkey: primary key", "game_start_counts_last_started_at_idx: index"],
  ),
  ...addedTable(
    39,
    "result_evidence",
    ["result_id", "seed", "keys", "evidence", "fingerprint"],
    [
      "result_evidence_pkey: primary key",
      "result_evidence_result_id_fkey: foreign key",
      "result_evidence_fingerprint_idx: index",
    ],
  ),
  ...addedTable(
    16,
    "daily_challenges",
    ["day", "language", "seed", "snippet_versions", "created_at"],
    ["daily_challenges_pkey: primary key"],
  ),
  ...addedTable(
    18,
    "board_milestones",
    [
      "score",
      "ranked_at",
      "refreshed_at",
      "rank",
      "leaderboard_type",
      "period_start",
      "metric",
      "language",
      "difficulty",
      "season",
    ],
    ["board_milestones_board_key: unique key"],
  ),
  ...addedTable(
    23,
    "audit_log",
    [
      "id",
      "created_at",
      "actor_id",
      "actor_name",
      "request_id",
      "action",
      "target_kind",
      "target_id",
      "target_name",
      "details",
    ],
    [
      "audit_log_pkey: primary key",
      "audit_log_actor_check: check",
      "audit_log_action_check: check",
      "audit_log_action_idx: index",
      "audit_log_target_name_idx: index",
      "audit_log_target_idx: index",
      "audit_log_actor_name_idx: index",
      "audit_log_actor_idx: index",
      "audit_log_time_idx: index",
      "audit_log_only_grows: trigger",
    ],
  ),
  ...addedTable(
    3,
    "snippet_statistics",
    [
      "version_id",
      "runs",
      "bugs",
      "bugs_fixed",
      "words",
      "wrong_words",
      "milliseconds",
      "created_at",
      "updated_at",
    ],
    [
      "snippet_statistics_pkey: primary key",
      "snippet_statistics_version_id_fkey: foreign key",
      "update_snippet_statistics_updated_at: trigger",
    ],
  ),
  ...addedTable(
    3,
    "snippet_statistics_mark",
    ["id", "measured_until"],
    ["snippet_statistics_mark_pkey: primary key", "snippet_statistics_mark_id_check: check"],
  ),
  ...addedTable(
    3,
    "metric_tallies",
    ["seconds", "slot", "kind", "name", "outcome", "count", "milliseconds", "buckets", "histogram"],
    ["metric_tallies_pkey: primary key", "metric_tallies_seconds_check: check"],
  ),
  ...addedTable(
    3,
    "metric_statements",
    ["name", "text", "seen_at"],
    ["metric_statements_pkey: primary key"],
  ),
  ...addedTable(
    3,
    "metric_slow_statements",
    ["id", "occurred_at", "name", "milliseconds", "request_id", "plan"],
    ["metric_slow_statements_pkey: primary key", "metric_slow_statements_time_idx: index"],
  ),
  ...addedTable(
    3,
    "metric_samples",
    ["sampled_at", "connections", "blocks_hit", "blocks_read"],
    ["metric_samples_pkey: primary key"],
  ),
  ...addedTable(
    3,
    "metric_table_sizes",
    ["day", "table_name", "measured_at", "bytes", "index_bytes"],
    ["metric_table_sizes_pkey: primary key"],
  ),
  ...addedTable(
    26,
    "maintenance_marks",
    ["name", "reached"],
    ["maintenance_marks_pkey: primary key"],
  ),
  ...addedTable(
    50,
    "keystroke_statistics",
    [
      ...["user_id", "language", "period_start", "recovery_ms"],
      ...["keys", "key_presses", "key_errors", "key_timed", "key_ms"],
      ...["kind_presses", "kind_errors", "kind_timed", "kind_ms"],
      ...["pairs", "pair_timed", "pair_errors", "pair_ms"],
      ...["confusions", "confusion_counts"],
      ...["days", "day_correct", "day_incorrect", "day_ms"],
    ],
    [
      "keystroke_statistics_pkey: primary key",
      "keystroke_statistics_user_id_fkey: foreign key",
      "keystroke_statistics_period_start_idx: index",
    ],
  ),
  ...addedTable(
    50,
    "keystroke_population",
    [
      ...["language", "recovery_ms", "players", "drawn_at"],
      ...["keys", "key_presses", "key_errors", "key_timed", "key_ms"],
      ...["kind_presses", "kind_errors", "kind_timed", "kind_ms"],
    ],
    ["keystroke_population_pkey: primary key"],
  ),
];
