/** Runs the statements of calls with PostgreSQL's own benchmark, through the same pooler: what the database itself can do. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { connect, type Db, type SentStatement } from "../../../app/.server/db/client.ts";

const BINARY = "/usr/bin/pgbench";

/** Returns a parameter as `pg` sends it: arrays and objects as text. */
function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((each) => JSON.stringify(each)).join()}}`;
  return typeof value === "object" ? JSON.stringify(value) : `${value}`;
}

const literal = (value: unknown): string =>
  value === null || value === undefined ? "NULL" : pg.escapeLiteral(textOf(value));

/** Returns the statement with its parameters written into it, on one line. */
const inlined = ({ sql, parameters }: SentStatement): string =>
  sql
    .replaceAll(/--[^\n]*/g, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\$(\d+)/g, (_, n) => literal(parameters[Number(n) - 1]));

/** Returns the statements that `work` sends. */
export async function statementsOf(url: string, work: (db: Db) => Promise<unknown>) {
  const connection = connect(url, 1);
  const sent: string[] = [];
  connection.usage.onStatement = (statement) => sent.push(inlined(statement));
  await work(connection.db);
  await connection.close();
  return sent;
}

/** Returns how often a second the statements are answered, one after the other; undefined where pgbench is not installed. */
export async function pgbench(
  url: string,
  folder: string,
  statements: readonly string[],
  { connections, seconds }: { connections: number; seconds: number },
): Promise<number | undefined> {
  if (!existsSync(BINARY)) return undefined;
  const file = join(folder, "statements.sql");
  await writeFile(file, statements.map((each) => `${each};\n`).join(""));
  const { hostname, port, username, password, pathname } = new URL(url);
  const output = execFileSync(
    BINARY,
    [
      ...["-n", "-f", file, "-c", `${connections}`, "-j", "2", "-T", `${seconds}`],
      ...["-h", hostname, "-p", port, "-U", username, pathname.slice(1)],
    ],
    {
      encoding: "utf8",
      env: { ...process.env, PGPASSWORD: password },
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  return Number(/tps = ([\d.]+)/.exec(output)?.[1]);
}
