/**
 * The declared differences between the schema document and the migrated database, for the tables of
 * the document. Each has the record in `docs/decisions` that gives its reason; record 3 lists all.
 */

export interface Deviation {
  record: number;
  /** The difference's line, as `findDifferences` writes it. */
  line: string;
}

/** A kind of difference that all tables share, and the text by which its record mentions it. */
export interface DeviationRule {
  record: number;
  pattern: RegExp;
  mention: string;
}

export const DEVIATION_RULES: DeviationRule[] = [
  { record: 3, pattern: /: timestamp became timestamptz$/, mention: "`TIMESTAMPTZ`" },
];

/** Returns the deviations that one record explains. */
export const explainedBy = (record: number, ...lines: string[]): Deviation[] =>
  lines.map((line) => ({ record, line }));

const addedColumns = (record: number, table: string, ...columns: string[]) =>
  explainedBy(record, ...columns.map((column) => `${table}.${column}: column added`));

const ENUMS = explainedBy(
  3,
  "FriendStatus: enum added",
  "GameMode: enum added",
  "GameOutcome: enum added",
  "LeaderboardMetric: enum added",
  "LeaderboardType: enum added",
  "ResultStatus: enum added",
);

const USERS = [
  ...explainedBy(
    3,
    "users_username_lower_key: unique key added",
    "users_email_lower_key: unique key added",
    "users_deleted_at_idx: index added",
  ),
  ...addedColumns(55, "users", "email_verified", "pending_email"),
  ...explainedBy(
    27,
    "users_role_idx: index added",
    "users_inactive_idx: index added",
    "users_search_idx: index added",
  ),
];

const STATISTICS = [
  ...addedColumns(
    3,
    "user_statistics",
    ...["games_by_language", "best_combo", "best_sustained_wpm", "best_accuracy"],
    ...["longest_flawless", "challenge_runs", "last_played_day", "last_streak", "best_streak"],
  ),
  ...addedColumns(19, "user_statistics", "played_days", "recounted_at"),
  ...addedColumns(
    41,
    "user_statistics",
    ...["best_standard_wpm", "avg_standard_wpm", "avg_key_accuracy", "games_with_keys"],
  ),
  ...explainedBy(3, "user_statistics_recounted_at_idx: index added"),
];

const GAMES = [
  ...addedColumns(
    3,
    "game_sessions",
    ...["mode", "seed", "engine_version", "snippet_versions", "expires_at"],
    ...["outcome", "ended_at_ms", "challenge_day"],
  ),
  ...addedColumns(45, "game_sessions", "raced_result_id"),
  ...explainedBy(
    3,
    "game_sessions_daily_key: unique key added",
    "game_sessions_open_key: unique key added",
    "game_sessions_expires_at_idx: index added",
    "game_sessions_user_id_idx: index (user_id) became (user_id) INCLUDE (id, language, difficulty, mode)",
  ),
  ...addedColumns(3, "game_results", "status", "flags"),
  ...addedColumns(37, "game_results", "first_key_at", "last_key_at"),
  ...explainedBy(37, "game_results_keys_idx: index added"),
  ...addedColumns(39, "game_results", "due_at"),
  ...explainedBy(39, "game_results_due_at_idx: index added"),
  ...addedColumns(40, "game_results", "off_boards"),
  ...addedColumns(41, "game_results", "standard_wpm", "key_accuracy"),
  ...explainedBy(
    3,
    "game_results_history_idx: index added",
    "game_results_flagged_idx: index added",
    "game_results_voided_idx: index added",
  ),
];

const SNIPPETS = [
  ...addedColumns(3, "code_snippets", "version_id"),
  ...addedColumns(24, "code_snippets", "revision"),
  ...addedColumns(43, "code_snippets", "statement_starts"),
  ...explainedBy(
    3,
    "code_snippets_version_id_fkey: foreign key added",
    "code_snippets_version_id_idx: index added",
    "code_snippets_text_key: unique key added",
    "keep_first_snippet_version: trigger added",
    "keep_changed_snippet_version: trigger added",
    "join_rotation_when_new: trigger added",
    "join_rotation_when_moved: trigger added",
  ),
];

const TYPING = [
  ...addedColumns(3, "typing_sessions", "game_session_id", "kept_at"),
  ...addedColumns(40, "typing_sessions", "checkpoint_times"),
  ...addedColumns(50, "typing_sessions", "language", "focus", "targets", "parts", "deleted_at"),
  ...addedColumns(50, "typing_sessions", "keys_counted", "keys_due"),
  ...addedColumns(50, "typing_results", "words_per_minute", "raw_words_per_minute"),
  ...addedColumns(50, "typing_results", "consistency", "duration_ms", "errors"),
  ...explainedBy(
    50,
    "typing_sessions_deleted_idx: index added",
    "typing_sessions_due_idx: index added",
    "typing_sessions_drills_idx: index added",
    "typing_sessions_drill_logs_idx: index added",
  ),
  ...explainedBy(
    3,
    "typing_sessions.key_sequence: json became jsonb",
    "typing_sessions_game_session_id_fkey: foreign key added",
    "typing_sessions_game_session_id_key: unique key added",
    "typing_sessions_session_token_key: unique key added",
  ),
];

const TOKENS = [
  ...addedColumns(13, "refresh_tokens", "family_id", "spent_at"),
  ...explainedBy(
    13,
    "refresh_tokens_family_id_fkey: foreign key added",
    "refresh_tokens_family_id_idx: index added",
  ),
  ...explainedBy(
    3,
    "refresh_tokens_token_hash_key: unique key added",
    "refresh_tokens_expires_at_idx: index added",
  ),
];

const ACHIEVEMENTS = [
  ...addedColumns(19, "achievements", "key", "ruled_at"),
  ...addedColumns(3, "achievements", "family", "level", "points", "position"),
  ...addedColumns(19, "achievements", "rarity", "rarity_at", "players"),
  ...explainedBy(
    3,
    "achievements_key_key: unique key added",
    "achievements_name_key: unique key added",
  ),
  ...addedColumns(3, "user_achievements", "result_id"),
  ...explainedBy(
    3,
    "user_achievements_result_id_fkey: foreign key added",
    "user_achievements_result_id_idx: index added",
    "user_achievements_user_id_achievement_id_key: unique key added",
    "user_achievements_user_id_idx: index missing",
  ),
  ...explainedBy(19, "user_achievements_created_at_idx: index added"),
];

const LEADERBOARDS = [
  ...explainedBy(
    18,
    "leaderboards.id: column missing",
    "leaderboards.metadata: column missing",
    "leaderboards.created_at: column missing",
    "leaderboards.result_id: column added",
  ),
  ...addedColumns(3, "leaderboards", "period_start", "metric", "language", "difficulty"),
  ...addedColumns(44, "leaderboards", "season"),
  ...explainedBy(
    3,
    "leaderboards_pkey: primary key missing",
    "leaderboards_user_board_key: unique key added",
    "leaderboards_user_id_idx: index missing",
    "leaderboards_board_rank_idx: index added",
  ),
];

const SETTINGS = [
  ...addedColumns(
    12,
    "user_settings",
    ...["id", "user_id", "theme", "sound_enabled", "sound_volume", "controls"],
    ...["preferred_language", "preferred_difficulty", "notifications"],
  ),
  ...explainedBy(
    3,
    "user_settings_pkey: primary key added",
    "user_settings_user_id_fkey: foreign key added",
    "user_settings_user_id_key: unique key added",
    "user_settings_sound_volume_check: check added",
    "update_user_settings_updated_at: trigger added",
  ),
];

const FRIENDS = [
  ...addedColumns(3, "friend_relationships", "id", "requester_id", "addressee_id", "status"),
  ...explainedBy(
    3,
    "friend_relationships_pkey: primary key added",
    "friend_relationships_requester_id_fkey: foreign key added",
    "friend_relationships_requester_id_idx: index added",
    "friend_relationships_addressee_id_fkey: foreign key added",
    "friend_relationships_addressee_id_idx: index added",
    "friend_relationships_pair_key: unique key added",
    "friend_relationships_not_self_check: check added",
    "update_friend_relationships_updated_at: trigger added",
  ),
];

export const DEVIATIONS: Deviation[] = [
  ...explainedBy(52, "NotificationKind: enum added"),
  ...explainedBy(54, "RaceReportReason: enum added"),
  ...explainedBy(55, "AccountTokenPurpose: enum added", "MailKind: enum added"),
  ...ENUMS,
  ...USERS,
  ...STATISTICS,
  ...GAMES,
  ...SNIPPETS,
  ...TYPING,
  ...TOKENS,
  ...ACHIEVEMENTS,
  ...LEADERBOARDS,
  ...SETTINGS,
  ...FRIENDS,
];
