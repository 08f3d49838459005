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

/** Runs `work`, then explains its last statement, and returns that statement's scans. */
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
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${last?.sql}`,
      last?.parameters as unknown[],
    );
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
