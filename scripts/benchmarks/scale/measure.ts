/** Measures the statements of a page: makes the project's own call, then explains the statements that it sent. */
import { type CompiledQuery, Kysely, PostgresDialect, sql } from "kysely";
import { type Db, openPool } from "../../../app/.server/db/client.ts";

/** A measured call. `prepare` runs before it and is not measured. Both are rolled back. */
export interface Measured<Sample> {
  name: string;
  prepare?(db: Db, sample: Sample): Promise<unknown>;
  /** How many times as long it may take with the most players as with the fewest; the benchmark's bar when left out. */
  maxRatio?: number;
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
  /** Milliseconds of all statements, each until its answer has arrived. */
  time: number;
  /** Pages that the statements read. */
  buffers: number;
  /** The indexes in the plans of the statements, and the tables with a sequential scan. */
  indexes: string[];
}

/** A connection that records its statements and the time of each. */
export class Probe {
  readonly db: Db;
  #statements: { query: CompiledQuery; time: number }[] = [];

  constructor(url: string) {
    const pool = openPool({ connectionString: url, max: 1 });
    this.db = new Kysely({
      dialect: new PostgresDialect({ pool }),
      log: ({ query, queryDurationMillis: time }) => {
        this.#statements.push({ query: query as CompiledQuery, time });
      },
    });
  }

  /** Makes a call in a transaction that is rolled back. With `explained` it also explains the statements. */
  measure<Sample>(measured: Measured<Sample>, sample: Sample, explained: boolean): Promise<Cost> {
    return this.db.connection().execute(async (db) => {
      await sql`BEGIN`.execute(db);
      try {
        const prepared = await measured.prepare?.(db, sample);
        await sql`SAVEPOINT prepared`.execute(db);
        this.#statements = [];
        await measured.call(db, sample, prepared);
        const statements = [...this.#statements];
        const time = sum(statements.map((statement) => statement.time));
        await sql`ROLLBACK TO SAVEPOINT prepared`.execute(db);
        const plans: Plan[] = [];
        if (explained) for (const { query } of statements) plans.push(await explain(db, query));
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

/** Returns the median of values; the upper one of two in the middle. */
export const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
