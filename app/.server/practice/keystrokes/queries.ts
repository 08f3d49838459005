/** SQL of the statistics of keys. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { TypingStatsQuery } from "../../../contracts/practice.ts";
import type { Language } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { execute, selectRows } from "../../db/rows.ts";
import { type PackedSums, packedSumsSchema } from "./packing.ts";

/** The trend goes back so many days on which somebody typed. */
export const KEPT_DAYS = 90;

/** The statement's part that adds sums to a player's statistics; the caller holds the account's lock. */
export const addKeystrokes = (
  sums: Omit<PackedSums, "days">,
  { userId, language, endedAt }: Record<"userId" | "language" | "endedAt", RawBuilder<unknown>>,
) =>
  sql`add_keystrokes(${userId}, ${language}, ${endedAt}, ${JSON.stringify(sums)}::jsonb, 1, ${KEPT_DAYS}::int)`;

/** The sums of the row `s` as JSON of `packedSumsSchema`. */
export const sumsOf = (where: RawBuilder<unknown>) => sql`(
  SELECT to_jsonb(s) - 'user_id' - 'language' - 'period_start' FROM keystroke_statistics s WHERE ${where})`;

const populationSchema = packedSumsSchema
  .pick({
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
  })
  .extend({ players: z.int() });
export type Population = z.infer<typeof populationSchema>;

/** The sample of all players of a language as JSON of `populationShape`; null before the first was drawn. */
export const populationOf = (language: Language) => sql`(
  SELECT to_jsonb(p) - 'language' - 'drawn_at' FROM keystroke_population p WHERE p.language = ${language})`;

/** The columns with a player's sums and those of everybody. */
export const sumsShape = {
  sums: packedSumsSchema.nullable(),
  population: populationSchema.nullable(),
};

const statisticsRowSchema = z.strictObject(sumsShape);

/** Returns the caller's sums and everybody's; undefined when the caller may not act. */
export async function findSums(
  db: Db,
  caller: Caller,
  { language, period }: TypingStatsQuery,
  quarter: string,
) {
  const start = period === "all" ? sql`'-infinity'` : sql`${quarter}::date`;
  const [row] = await selectRows(
    db,
    statisticsRowSchema,
    sql`
    SELECT ${sumsOf(sql`s.user_id = users.id AND s.language = ${language} AND s.period_start = ${start}`)} AS sums,
      ${populationOf(language)} AS population
    FROM users WHERE ${isActiveUser(caller)}
  `,
  );
  return row;
}

/** Players whose sums make the sample of a language: enough for every key, and read within some hundred milliseconds. */
const SAMPLE_PLAYERS = 500;
const SAMPLE_HOURS = 24;

const drawnSchema = z.strictObject({ languages: z.int() });

/**
 * Draws a new sample of players for each language whose sample is older than a day: those whose ids follow a random one.
 *
 * @returns for how many languages
 */
export async function drawPopulations(db: Db): Promise<number> {
  const sum = (column: string) => sql`sum(${sql.ref(column)})::bigint AS ${sql.ref(column)}`;
  const keyColumns = ["key_presses", "key_errors", "key_timed", "key_ms"];
  const kindColumns = ["kind_presses", "kind_errors", "kind_timed", "kind_ms"];
  const refs = (columns: string[], table: string) =>
    sql.join(columns.map((column) => sql.ref(`${table}.${column}`)));
  const arrays = (columns: string[], order: string) =>
    sql.join(
      columns.map(
        (column) =>
          sql`array_agg(${sql.ref(column)} ORDER BY ${sql.ref(order)}) AS ${sql.ref(column)}`,
      ),
    );
  const rows = await selectRows(
    db,
    drawnSchema,
    sql`
    WITH due AS MATERIALIZED (
      SELECT language, gen_random_uuid() AS pivot FROM unnest(enum_range(NULL::"Language")) language
      WHERE NOT EXISTS (SELECT FROM keystroke_population p WHERE p.language = language.language
        AND p.drawn_at > now() - make_interval(hours => ${SAMPLE_HOURS}))
    ), sample AS MATERIALIZED (
      SELECT s.* FROM due CROSS JOIN LATERAL (
        (SELECT * FROM keystroke_statistics s
          WHERE s.user_id >= due.pivot AND s.language = due.language AND s.period_start = '-infinity'
          ORDER BY s.user_id LIMIT ${SAMPLE_PLAYERS})
        UNION ALL
        (SELECT * FROM keystroke_statistics s
          WHERE s.user_id < due.pivot AND s.language = due.language AND s.period_start = '-infinity'
          ORDER BY s.user_id LIMIT ${SAMPLE_PLAYERS})
        LIMIT ${SAMPLE_PLAYERS}
      ) s
    ), keys AS (
      SELECT language, array_agg(key ORDER BY key) AS keys, ${arrays(keyColumns, "key")} FROM (
        SELECT s.language, u.key, ${sql.join(keyColumns.map(sum))}
        FROM sample s CROSS JOIN LATERAL unnest(s.keys, ${refs(keyColumns, "s")})
          AS u (key, ${sql.join(keyColumns.map((column) => sql.ref(column)))})
        GROUP BY s.language, u.key
      ) summed GROUP BY language
    ), kinds AS (
      SELECT language, ${arrays(kindColumns, "kind")} FROM (
        SELECT s.language, u.kind, ${sql.join(kindColumns.map(sum))}
        FROM sample s CROSS JOIN LATERAL unnest(${refs(kindColumns, "s")}) WITH ORDINALITY
          AS u (${sql.join(kindColumns.map((column) => sql.ref(column)))}, kind)
        GROUP BY s.language, u.kind
      ) summed GROUP BY language
    ), drawn AS (
      INSERT INTO keystroke_population (language, keys, ${sql.join([...keyColumns, ...kindColumns].map((column) => sql.ref(column)))},
        recovery_ms, players)
      SELECT language, keys.keys, ${refs(keyColumns, "keys")}, ${refs(kindColumns, "kinds")},
        total.recovery_ms, total.players
      FROM keys JOIN kinds USING (language) JOIN (
        SELECT language, sum(recovery_ms)::bigint AS recovery_ms, count(*)::int AS players FROM sample GROUP BY language
      ) total USING (language)
      ON CONFLICT (language) DO UPDATE SET
        ${sql.join(
          ["keys", ...keyColumns, ...kindColumns, "recovery_ms", "players"].map(
            (column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`,
          ),
        )}, drawn_at = now()
      RETURNING 1
    )
    SELECT count(*)::int AS languages FROM drawn
  `,
  );
  return rows[0]?.languages ?? 0;
}

/** Deletes the quarters before the last five: a year can be compared. */
export const deleteOldQuarters = (db: Db, batch: number) =>
  execute(
    db,
    sql`DELETE FROM keystroke_statistics WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM keystroke_statistics
      WHERE period_start > '-infinity' AND period_start < date_trunc('quarter', now() AT TIME ZONE 'UTC') - interval '1 year'
      LIMIT ${batch} FOR UPDATE SKIP LOCKED))`,
  );
