/** Fills the statistics of keys of a player as if they had typed drills for weeks, without storing each drill. */
import { sql } from "kysely";
import type { Db } from "../../app/.server/db/client.ts";
import { packSums } from "../../app/.server/practice/keystrokes/packing.ts";
import { KeystrokeCounter } from "../../app/.server/practice/keystrokes/presses.ts";
import { KEPT_DAYS } from "../../app/.server/practice/keystrokes/queries.ts";
import { replayDrill } from "../../app/engine/drills/drill.ts";
import { drillMs } from "../../app/engine/drills/figures.ts";
import type { Language } from "../../app/engine/plan.ts";
import { type DrillHabits, playDrill } from "./drill-player.ts";

/** Every printable character that code is made of, the signs several times. */
const CODE = `import { readFile, writeFile } from "node:fs";
const counts = new Map([["a", 1], ["b", 20], ["zig", 345]]);
export function totalOf(values, limit = 67890) {
  if (!values || values.length === 0) return { sum: 0, over: false };
  const sum = values.reduce((all, { price, count }) => all + price * count, 0);
  const key = \`total:\${sum}\`; // keeps the sum
  const over = sum >= limit && sum !== -1 ? true : false;
  for (let i = 0; i < values.length; i += 1) values[i].share = values[i].price / sum;
  return { sum, over, key: key.replace(/^x|y$/, "_"), next: values[0]?.next ?? null };
}
class Queue extends Array { push(job) { this.jobs = [...this.jobs, job]; return this.jobs % 2; } }`;

export interface TypedKeys extends Partial<Pick<DrillHabits, "keyMs" | "errors" | "weak">> {
  language?: Language;
  /** Drills of about 800 keys, one a day, the last one today. */
  drills: number;
  /** Keys of each drill; by default all. */
  most?: number;
}

/** Counts drills as their ends do. The player gets a little faster with each. */
export async function typeKeys(
  db: Db,
  userId: string,
  { language = "JAVASCRIPT", drills, keyMs = 150, ...habits }: TypedKeys,
): Promise<void> {
  for (let drill = 0; drill < drills; drill += 1) {
    const before = drills - 1 - drill;
    const played = playDrill([CODE], { seed: drill + 1, keyMs: keyMs + before, ...habits });
    const { drill: state, presses } = replayDrill([CODE], played.key_sequence);
    const counter = new KeystrokeCounter(language, () => CODE);
    for (const press of presses) counter.add(press);
    const ms = drillMs(presses, played.ended_at_ms);
    const sums = JSON.stringify(packSums(counter.sums, language, { ...state, ms }));
    await sql`SELECT add_keystrokes(${userId}, ${language}::"Language",
      now() - make_interval(days => ${before}::int), ${sums}::jsonb, 1, ${KEPT_DAYS}::int)`.execute(
      db,
    );
  }
}

/** Draws the sample of all players again, whenever the last one was drawn. */
export const drawEverybody = (db: Db) => sql`SELECT draw_keystroke_populations(500, 0)`.execute(db);
