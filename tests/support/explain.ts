/** Reads from `EXPLAIN (ANALYZE)` which rows a statement scans. */
import pg from "pg";
import { connect, type Db, type SentStatement } from "../../app/.server/db/client.ts";

interface Node {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Node[];
}

export interface Scan {
  type: string;
  table: string | undefined;
  index: string | undefined;
  /** The rows that the scan read in all its loops, also those that its filter removed. */
  rows: number;
}

/** Returns a parameter as a literal without a type. */
function literalOf(value: unknown): string {
  if (value === null) return "NULL";
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  if (typeof value === "object") throw new Error("No statement has had such a parameter so far");
  return pg.escapeLiteral(`${value}`);
}

/** Runs `work`, then explains the plan that the site keeps of its last statement, and returns that statement's scans. */
export async function explainLastStatement(
  url: string,
  work: (db: Db) => Promise<unknown>,
): Promise<Scan[]> {
  let last: SentStatement | undefined;
  const { db, usage, close } = connect(url);
  usage.onStatement = (statement) => {
    last = statement;
  };
  await work(db);
  await close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // `EXPLAIN` of a text would plan it for the values at hand.
    const { sql: text = "", parameters = [] } = last ?? {};
    await client.query({ name: "kept", text, values: [...parameters] });
    const literals = parameters.length > 0 ? `(${parameters.map(literalOf).join(", ")})` : "";
    const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE kept${literals}`);
    const [{ Plan: root }] = rows[0]["QUERY PLAN"];
    return scansOf(root);
  } finally {
    await client.end();
  }
}

function scansOf(node: Node): Scan[] {
  const below = (node.Plans ?? []).flatMap(scansOf);
  if (node["Relation Name"] === undefined) return below;
  const seen = node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0);
  const scan = {
    type: node["Node Type"],
    table: node["Relation Name"],
    index: node["Index Name"],
    rows: seen * node["Actual Loops"],
  };
  return [scan, ...below];
}
