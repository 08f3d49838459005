/** SQL of the statistics of keys. */
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { TypingStatsQuery } from "../../../contracts/practice.ts";
import type { Language } from "../../../engine/plan.ts";
import { type Caller, isActiveUser } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { execute, onlyRow, selectRows } from "../../db/rows.ts";
import { type PackedSums, packedSumsSchema } from "./packing.ts";

/** The trend goes back so many days on which somebody typed. */
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
      LIMIT ${batch} FOR UPDATE SKIP LOCKED))`,
  );
