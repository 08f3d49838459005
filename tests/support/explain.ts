/** What a statement of ours reads, by PostgreSQL's own account. */
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
  /** Rows that it looked at, in all its loops. */
  rows: number;
}

/** Does `work` and explains the last statement of it: its scans. */
export async function explainLast(
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
