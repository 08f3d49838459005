/** What a page's statements cost: the project's own calls are made, and what they sent is explained. */
import { type CompiledQuery, Kysely, PostgresDialect, sql } from "kysely";
import { type Db, openPool } from "../../../app/.server/db/client.ts";

/** A call of the project. `prepare` does first what is not measured; nothing of either stays. */
export interface Measured<Sample> {
  name: string;
  prepare?(db: Db, sample: Sample): Promise<unknown>;
  call(db: Db, sample: Sample, prepared: unknown): Promise<unknown>;
}

interface Plan {
  "Index Name"?: string;
  "Relation Name"?: string;
  "Node Type": string;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: Plan[];
}

export interface Cost {
  /** Until the answer of the last statement was here, milliseconds. */
  time: number;
  /** Pages that the statements read. */
  buffers: number;
  /** The indexes of their plans, and tables that are read from end to end. */
  indexes: string[];
}

/** A connection that knows what it was asked, and how long each answer took. */
export class Probe {
  readonly db: Db;
  #asked: { query: CompiledQuery; time: number }[] = [];

  constructor(url: string) {
    const pool = openPool({ connectionString: url, max: 1 });
    this.db = new Kysely({
      dialect: new PostgresDialect({ pool }),
      log: ({ query, queryDurationMillis: time }) => {
        this.#asked.push({ query: query as CompiledQuery, time });
      },
    });
  }

  /** Makes a call, in a transaction that is rolled back. */
  measure<Sample>(measured: Measured<Sample>, sample: Sample, explained: boolean): Promise<Cost> {
    return this.db.connection().execute(async (db) => {
      await sql`BEGIN`.execute(db);
      try {
        const prepared = await measured.prepare?.(db, sample);
        await sql`SAVEPOINT prepared`.execute(db);
        this.#asked = [];
        await measured.call(db, sample, prepared);
        const asked = [...this.#asked];
        const time = asked.reduce((sum, one) => sum + one.time, 0);
        await sql`ROLLBACK TO SAVEPOINT prepared`.execute(db);
        const plans: Plan[] = [];
        if (explained) for (const { query } of asked) plans.push(await explain(db, query));
        return { time, buffers: sum(plans.map(pagesOf)), indexes: plans.flatMap(indexesOf) };
      } finally {
        await sql`ROLLBACK`.execute(db);
      }
    });
  }

  close = () => this.db.destroy();
}

async function explain(db: Db, query: CompiledQuery): Promise<Plan> {
  const text = `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${query.sql}`;
  const { rows } = await db.executeQuery<{ "QUERY PLAN": [{ Plan: Plan }] }>({
    ...query,
    sql: text,
  });
  const [row] = rows;
  if (!row) throw new Error("EXPLAIN said nothing");
  return row["QUERY PLAN"][0].Plan;
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

const pagesOf = (plan: Plan) => plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];

function indexesOf(plan: Plan): string[] {
  const own =
    plan["Index Name"] ??
    (plan["Node Type"] === "Seq Scan" ? `all of ${plan["Relation Name"]}` : []);
  return [own, (plan.Plans ?? []).flatMap(indexesOf)].flat();
}

/** The middle of some values. */
export const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
