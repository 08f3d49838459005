/** SQL of the statistics of keys. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { languageSchema } from "../../../contracts/game.ts";
import type { InsightsQuery } from "../../../contracts/practice.ts";
import type { Language } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { execute, onlyRow, selectRows } from "../../db/rows.ts";
import { type PackedSums, packedSumsSchema } from "./packing.ts";

/** The number of days in the trend: the latest on which the player typed. */
export const KEPT_DAYS = 90;

/** The statement's part that adds sums to a player's statistics; the caller holds the account's lock. */
export const addKeystrokes = (
  sums: Omit<PackedSums, "days">,
  { userId, language, endedAt }: Record<"userId" | "language" | "endedAt", RawBuilder<unknown>>,
) =>
  sql`add_keystrokes(${userId}, ${language}, ${endedAt}, ${JSON.stringify(sums)}::jsonb, 1, ${KEPT_DAYS}::int)`;

const SUM_COLUMNS = sql.join(
  Object.keys(packedSumsSchema.shape).map((column) => sql.ref(`s.${column}`)),
);

/** The sums of the row `s` as JSON of `packedSumsSchema`. */
export const sumsOf = (where: RawBuilder<unknown>) => sql`(
  SELECT row_to_json(sums) FROM (
    SELECT ${SUM_COLUMNS} FROM keystroke_statistics s WHERE ${where}
  ) sums)`;

const packedKeysSchema = packedSumsSchema.pick({
  keys: true,
  key_presses: true,
  key_errors: true,
  key_timed: true,
  key_ms: true,
  kind_presses: true,
  kind_errors: true,
  kind_timed: true,
  kind_ms: true,
  recovery_ms: true,
});

const populationSchema = packedKeysSchema.extend({ players: z.int() });
export type Population = z.infer<typeof populationSchema>;

/** The sample of all players of a language as JSON of `populationShape`; null before the first was drawn. */
export const populationOf = (language: Language | RawBuilder<unknown>) => sql`(
  SELECT to_jsonb(p) - 'language' - 'drawn_at' FROM keystroke_population p WHERE p.language = ${language})`;

/** The columns with a player's sums and those of everybody. */
export const sumsShape = {
  sums: packedSumsSchema.nullable(),
  population: populationSchema.nullable(),
};

const statisticsRowSchema = z.strictObject({ language: languageSchema, ...sumsShape });

/** SQL of the language in which a player has typed most keys; null before the first. At most four rows are read. */
export const mostTypedLanguage = (userId: RawBuilder<unknown>) => sql`(
  SELECT typed.language FROM keystroke_statistics typed
  WHERE typed.user_id = ${userId} AND typed.period_start = '-infinity' AND typed.keys <> '{}'
  ORDER BY (SELECT sum(presses) FROM unnest(typed.key_presses) presses) DESC, typed.language LIMIT 1)`;

/** The sums of a player's keys in the language that is typed most, and those of everybody. */
export const mostTypedKeysSchema = z.strictObject({
  language: languageSchema,
  sums: packedKeysSchema,
  population: populationSchema.nullable(),
});
export type MostTypedKeys = z.infer<typeof mostTypedKeysSchema>;

/** SQL of JSON of `mostTypedKeysSchema`; null before the first key. Without pairs, which are most of a row. */
export const mostTypedKeys = (userId: RawBuilder<unknown>) => sql`(
  SELECT json_build_object('language', s.language, 'population', ${populationOf(sql.ref("s.language"))},
    'sums', to_jsonb(s) - '{user_id,language,period_start,pairs,pair_presses,pair_errors,pair_timed,pair_ms,confusions,confusion_counts,days,day_correct,day_incorrect,day_ms}'::text[])
  FROM keystroke_statistics s
  WHERE s.user_id = ${userId} AND s.period_start = '-infinity' AND s.language = ${mostTypedLanguage(userId)})`;

/**
 * Returns the caller's sums and everybody's; undefined when the caller may not act. Without a language they are of the one
 * that the caller has typed most, before the first key of the preferred one, and without a preference of `otherwise`.
 */
export async function findSums(
  db: Db,
  caller: Caller,
  { language, period }: InsightsQuery,
  quarter: string,
  otherwise: Language = "PYTHON",
) {
  const chosen = sql.ref("chosen.language");
  const start = period === "all" ? sql`'-infinity'` : sql`${quarter}::date`;
  const [row] = await selectRows(
    db,
    statisticsRowSchema,
    sql`
    SELECT chosen.language,
      ${sumsOf(sql`s.user_id = users.id AND s.language = ${chosen} AND s.period_start = ${start}`)} AS sums,
      ${populationOf(chosen)} AS population
    FROM users, LATERAL (
      SELECT coalesce(${language ?? null}::"Language", ${mostTypedLanguage(sql.ref("users.id"))},
        (SELECT preferred_language FROM user_settings WHERE user_settings.user_id = users.id),
        ${otherwise}::"Language") AS language
    ) chosen
    WHERE ${isActiveUser(caller)}
  `,
  );
  return row;
}

/** Players whose sums make the sample of a language: enough for every key, and read within some hundred milliseconds. */
const SAMPLE_PLAYERS = 500;
const SAMPLE_HOURS = 24;

const drawnSchema = z.strictObject({ languages: z.int() });

/** Draws a new sample of players for each language whose sample is older than a day. @returns for how many */
export async function drawPopulations(db: Db): Promise<number> {
  const rows = await selectRows(
    db,
    drawnSchema,
    sql`SELECT draw_keystroke_populations(${SAMPLE_PLAYERS}::int, ${SAMPLE_HOURS}::int) AS languages`,
  );
  return onlyRow(rows).languages;
}

/** Deletes the quarters before the last five: a year can be compared. */
export const deleteOldQuarters = (db: Db, batch: number) =>
  execute(
    db,
    sql`DELETE FROM keystroke_statistics WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM keystroke_statistics
      WHERE period_start > '-infinity' AND period_start < date_trunc('quarter', now() AT TIME ZONE 'UTC') - interval '1 year'
      LIMIT ${sql.lit(batch)} FOR UPDATE SKIP LOCKED))`,
  );
