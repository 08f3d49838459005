/**
 * The tables that the schema document only outlines: its diagram (section 2) names their columns and
 * keys. For `user_settings` and `friend_relationships` it gives only a purpose (section 9).
 *
 * The outline names no constraints; the names here follow the pattern of the document's migration.
 * The document's principles (section 1), and its rule to delete all data of a deleted user (section
 * 7), give the rest: keys cascade, every foreign key has an index, and a table whose columns the
 * document does not give has `created_at` and `updated_at`.
 */
import type { Column, Table } from "./database-tables.ts";

interface Outline {
  /** Columns for which the document gives only the name. */
  named: string[];
  typed?: Record<string, Column>;
  /** The referenced table of each foreign key, by the key's column. */
  references?: Record<string, string>;
  unique?: string[];
}

function outlined(table: string, { named, typed, references = {}, unique = [] }: Outline): Table {
  const columns: Record<string, Column> = { ...typed };
  for (const name of named) columns[name] = {};
  const indexed = Object.keys(references).filter((column) => !unique.includes(column));
  return {
    columns,
    primaryKey: named.includes("id") ? { [`${table}_pkey`]: "(id)" } : {},
    foreignKeys: Object.fromEntries(
      Object.entries(references).map(([column, target]) => [
        `${table}_${column}_fkey`,
        `(${column}) REFERENCES ${target}(id) ON UPDATE CASCADE ON DELETE CASCADE`,
      ]),
    ),
    unique: Object.fromEntries(unique.map((column) => [`${table}_${column}_key`, `(${column})`])),
    checks: {},
    indexes: Object.fromEntries(indexed.map((column) => [`${table}_${column}_idx`, `(${column})`])),
    triggers: {},
  };
}

const OUTLINES: Record<string, Outline> = {
  typing_sessions: {
    named: [
      ...["id", "user_id", "session_token"],
      ...["started_at", "ended_at", "is_completed", "created_at"],
    ],
    typed: { key_sequence: { type: "json" } },
    references: { user_id: "users" },
  },
  typing_results: {
    named: [
      ...["id", "session_id", "user_id", "total_keys_pressed", "correct_keys", "incorrect_keys"],
      ...["accuracy_percentage", "keys_per_minute", "duration_seconds", "ended_at", "created_at"],
    ],
    references: { session_id: "typing_sessions", user_id: "users" },
    unique: ["session_id"],
  },
  refresh_tokens: {
    named: ["id", "user_id", "token_hash", "expires_at", "created_at", "revoked_at"],
    references: { user_id: "users" },
  },
  achievements: {
    named: [
      ...["id", "name", "description", "requirement_type", "requirement_value"],
      ...["icon_url", "created_at"],
    ],
  },
  user_achievements: {
    named: ["id", "user_id", "achievement_id", "unlocked_at", "created_at"],
    references: { user_id: "users", achievement_id: "achievements" },
  },
  leaderboards: {
    named: ["id", "user_id", "leaderboard_type", "score", "ranked_at", "created_at"],
    typed: { metadata: { type: "jsonb" } },
    references: { user_id: "users" },
  },
  user_settings: { named: ["created_at", "updated_at"] },
  friend_relationships: { named: ["created_at", "updated_at"] },
};

export const OUTLINED_TABLES: Record<string, Table> = Object.fromEntries(
  Object.entries(OUTLINES).map(([table, outline]) => [table, outlined(table, outline)]),
);
