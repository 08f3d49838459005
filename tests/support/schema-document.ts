/**
 * The schema document of 2025-11-22 as data: the enumerations and the five tables of its initial
 * migration (section 4). `schema-document-outline.ts` has its other tables.
 *
 * Where the document contradicts itself, its migration decides:
 * - Its Prisma models have indexes on `users.email`, `users.username`, `user_statistics.user_id` and
 *   `game_sessions.session_token`, beside the unique indexes. Neither the migration nor the lists of
 *   indexes (sections 3 and 6) have them.
 * - Its Prisma models set `id`, `session_token` and `updated_at` in the client. The migration gives
 *   them defaults and triggers.
 * - Principle 5 requires `created_at` and `updated_at` in all tables. The migration has no
 *   `updated_at` in `game_results`.
 * - Its diagram has `typing_sessions` and `typing_results`, its migration `game_sessions` and
 *   `game_results`, with other columns. Here both pairs are tables of the document.
 */
import type { Column, Schema, Table } from "./database-tables.ts";
import { OUTLINED_TABLES } from "./schema-document-outline.ts";

const required = (type: string, value: string | null = null): Column => ({
  type,
  nullable: false,
  default: value,
});
const optional = (type: string): Column => ({ type, nullable: true, default: null });

const ID = required("uuid", "gen_random_uuid()");
const NOW = required("timestamp", "CURRENT_TIMESTAMP");
const COUNTER = required("integer", "0");
const AVERAGE = required("double precision", "0");
const CASCADE = "ON UPDATE CASCADE ON DELETE CASCADE";
const UPDATE_UPDATED_AT = "BEFORE UPDATE FOR EACH ROW EXECUTE FUNCTION update_updated_at_column()";

const users: Table = {
  columns: {
    id: ID,
    username: required("varchar(50)"),
    email: required("varchar(255)"),
    password_hash: required("varchar(255)"),
    display_name: required("varchar(100)"),
    role: required("UserRole", "'PLAYER'"),
    is_active: required("boolean", "true"),
    last_login_at: optional("timestamp"),
    created_at: NOW,
    updated_at: NOW,
    deleted_at: optional("timestamp"),
  },
  primaryKey: { users_pkey: "(id)" },
  foreignKeys: {},
  unique: { users_username_key: "(username)", users_email_key: "(email)" },
  checks: {},
  indexes: { users_created_at_idx: "(created_at)" },
  triggers: { update_users_updated_at: UPDATE_UPDATED_AT },
};

const user_statistics: Table = {
  columns: {
    id: ID,
    user_id: required("uuid"),
    total_games: COUNTER,
    total_playtime_sec: COUNTER,
    best_score: COUNTER,
    best_wpm: AVERAGE,
    avg_wpm: AVERAGE,
    avg_accuracy: AVERAGE,
    total_words_typed: COUNTER,
    total_enemies_killed: COUNTER,
    highest_wave: COUNTER,
    favorite_language: optional("Language"),
    created_at: NOW,
    updated_at: NOW,
  },
  primaryKey: { user_statistics_pkey: "(id)" },
  foreignKeys: { user_statistics_user_id_fkey: `(user_id) REFERENCES users(id) ${CASCADE}` },
  unique: { user_statistics_user_id_key: "(user_id)" },
  checks: {},
  indexes: {
    user_statistics_best_score_idx: "(best_score)",
    user_statistics_best_wpm_idx: "(best_wpm)",
  },
  triggers: { update_user_statistics_updated_at: UPDATE_UPDATED_AT },
};

const game_sessions: Table = {
  columns: {
    id: ID,
    user_id: required("uuid"),
    session_token: required("uuid", "gen_random_uuid()"),
    language: required("Language"),
    difficulty: required("Difficulty", "'NORMAL'"),
    started_at: NOW,
    ended_at: optional("timestamp"),
    is_completed: required("boolean", "false"),
    created_at: NOW,
    updated_at: NOW,
  },
  primaryKey: { game_sessions_pkey: "(id)" },
  foreignKeys: { game_sessions_user_id_fkey: `(user_id) REFERENCES users(id) ${CASCADE}` },
  unique: { game_sessions_session_token_key: "(session_token)" },
  checks: {},
  indexes: {
    game_sessions_user_id_idx: "(user_id)",
    game_sessions_started_at_idx: "(started_at)",
  },
  triggers: { update_game_sessions_updated_at: UPDATE_UPDATED_AT },
};

const game_results: Table = {
  columns: {
    id: ID,
    session_id: required("uuid"),
    user_id: required("uuid"),
    final_score: required("integer"),
    waves_completed: required("integer"),
    enemies_killed: required("integer"),
    accuracy_percentage: required("double precision"),
    words_per_minute: required("double precision"),
    total_words_typed: required("integer"),
    correct_words: required("integer"),
    incorrect_words: required("integer"),
    max_combo: required("integer"),
    total_damage_dealt: required("integer"),
    total_damage_taken: required("integer"),
    playtime_seconds: required("integer"),
    ended_at: NOW,
    created_at: NOW,
  },
  primaryKey: { game_results_pkey: "(id)" },
  foreignKeys: {
    game_results_session_id_fkey: `(session_id) REFERENCES game_sessions(id) ${CASCADE}`,
    game_results_user_id_fkey: `(user_id) REFERENCES users(id) ${CASCADE}`,
  },
  unique: { game_results_session_id_key: "(session_id)" },
  checks: {},
  indexes: {
    game_results_user_id_idx: "(user_id)",
    game_results_final_score_idx: "(final_score)",
    game_results_ended_at_idx: "(ended_at)",
  },
  triggers: {},
};

const code_snippets: Table = {
  columns: {
    id: ID,
    language: required("Language"),
    difficulty: required("Difficulty"),
    category: required("varchar(50)"),
    snippet_text: required("text"),
    token_count: required("integer"),
    expected_wpm: required("double precision"),
    is_active: required("boolean", "true"),
    usage_count: COUNTER,
    created_at: NOW,
    updated_at: NOW,
  },
  primaryKey: { code_snippets_pkey: "(id)" },
  foreignKeys: {},
  unique: {},
  checks: {},
  indexes: {
    code_snippets_language_difficulty_idx: "(language, difficulty)",
    code_snippets_is_active_idx: "(is_active)",
    code_snippets_usage_count_idx: "(usage_count)",
  },
  triggers: { update_code_snippets_updated_at: UPDATE_UPDATED_AT },
};

export const DOCUMENTED_SCHEMA: Schema = {
  enums: {
    UserRole: ["PLAYER", "ADMIN", "MODERATOR"],
    Language: ["PYTHON", "REACT", "JAVASCRIPT", "TYPESCRIPT"],
    Difficulty: ["EASY", "NORMAL", "HARD", "EXPERT"],
  },
  tables: {
    users,
    user_statistics,
    game_sessions,
    game_results,
    code_snippets,
    ...OUTLINED_TABLES,
  },
};
