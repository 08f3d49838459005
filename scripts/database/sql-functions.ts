/** Keeps the database's functions equal to `migrations/functions/<name>.sql`. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Kysely, sql, type Transaction } from "kysely";

/** The table of the functions that a file created, with the hash of its text. The application may not read it. */
const FUNCTIONS_TABLE = sql`
  CREATE TABLE IF NOT EXISTS migration_functions (name TEXT PRIMARY KEY, hash TEXT NOT NULL);
  REVOKE ALL ON migration_functions FROM prodev_app`;

interface SqlFunction {
  name: string;
  text: string;
  hash: string;
}

async function readFunctions(folder: string): Promise<SqlFunction[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
  return Promise.all(
    files.map(async (file) => {
      // A checkout on Windows may have CRLF line ends.
      const text = (await readFile(join(folder, file), "utf8")).replaceAll("\r\n", "\n");
      const hash = createHash("sha256").update(text).digest("hex");
      return { name: basename(file, ".sql"), text, hash };
    }),
  );
}

interface DatabaseFunction {
  oid: string;
  name: string;
  signature: string;
  /** The id of the transaction that created or replaced it. */
  written: string;
}

/** Returns all functions that belong to no extension, each overload by itself. */
async function findFunctions(db: Kysely<unknown>): Promise<DatabaseFunction[]> {
  const { rows } = await sql<DatabaseFunction>`
    SELECT oid::text, proname AS name, oid::regprocedure::text AS signature, xmin::text AS written
    FROM pg_proc p WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')`.execute(
    db,
  );
  return rows;
}

async function drop(db: Kysely<unknown>, functions: DatabaseFunction[]): Promise<void> {
  for (const { signature } of functions) await sql.raw(`DROP FUNCTION ${signature}`).execute(db);
}

/** PostgreSQL's error when `CREATE OR REPLACE` changes the return type or an argument's name, or removes a default. */
const INVALID_FUNCTION_DEFINITION = "42P13";

/**
 * Creates or replaces one function. `CREATE OR REPLACE` refuses another return type, and creates an
 * overload for other arguments. In both cases the old function is dropped, so that each name has exactly
 * one function.
 *
 * @param all the functions before it
 * @returns the functions after it
 */
async function create(
  db: Transaction<unknown>,
  { name, text }: SqlFunction,
  all: DatabaseFunction[],
): Promise<DatabaseFunction[]> {
  const before = all.filter((existing) => existing.name === name);
  await sql`SAVEPOINT before_function`.execute(db);
  try {
    await sql.raw(text).execute(db);
  } catch (error) {
    if ((error as { code?: string }).code !== INVALID_FUNCTION_DEFINITION || before.length === 0) {
      throw error;
    }
    await sql`ROLLBACK TO SAVEPOINT before_function`.execute(db);
    await drop(db, before);
    await sql.raw(text).execute(db);
  }
  await sql`RELEASE SAVEPOINT before_function`.execute(db);
  const after = await findFunctions(db);
  const written = after.filter((present) =>
    all.every(({ oid, written }) => present.oid !== oid || present.written !== written),
  );
  if (written.length !== 1 || written[0]?.name !== name) {
    const names = written.map(({ signature }) => signature).join(", ");
    throw new Error(`The file has to create one function, ${name}. It creates ${names || "none"}.`);
  }
  const overloads = after.filter((fn) => fn.name === name && fn.oid !== written[0]?.oid);
  await drop(db, overloads);
  return after.filter((fn) => !overloads.includes(fn));
}

/** Checks the body of a function against the present tables and functions. */
async function check(db: Kysely<unknown>, name: string): Promise<void> {
  await sql`
    SELECT CASE lanname WHEN 'sql' THEN fmgr_sql_validator(f.oid) ELSE plpgsql_validator(f.oid) END
    FROM pg_proc f JOIN pg_language l ON l.oid = f.prolang
    WHERE pronamespace = 'public'::regnamespace AND proname = ${name}`.execute(db);
}

/** Runs `work`, and adds the file's name and PostgreSQL's detail to the message of its error. */
async function withFileName<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { message, detail } = error as { message: string; detail?: string };
    throw new Error(
      `migrations/functions/${name}.sql: ${[message, detail].filter(Boolean).join("\n")}`,
      { cause: error },
    );
  }
}

/**
 * Creates the functions that are missing or whose text changed, and drops those whose file was removed.
 * Never drops a function without an entry in `migration_functions`.
 *
 * @param db a transaction that holds the migrations' lock
 * @returns the names of the functions that it created, replaced or dropped
 */
export async function applyFunctions(db: Transaction<unknown>, folder: string): Promise<string[]> {
  await FUNCTIONS_TABLE.execute(db);
  const functions = await readFunctions(join(folder, "functions"));
  const { rows } = await sql<{ name: string; hash: string; exists: boolean }>`
    SELECT name, hash, EXISTS (SELECT FROM pg_proc
      WHERE pronamespace = 'public'::regnamespace AND proname = name) AS exists
    FROM migration_functions ORDER BY name`.execute(db);
  const known = new Map(rows.map((row) => [row.name, row.exists ? row.hash : undefined]));
  const changed = functions.filter(({ name, hash }) => known.get(name) !== hash);
  const removed = rows.filter((row) => !functions.some(({ name }) => name === row.name));

  // Bodies are checked after all functions exist, so that the order of the files does not matter.
  await sql`SET LOCAL check_function_bodies = off`.execute(db);
  let present = await findFunctions(db);
  for (const changedFunction of changed) {
    const { name, hash } = changedFunction;
    present = await withFileName(name, () => create(db, changedFunction, present));
    await sql`INSERT INTO migration_functions (name, hash) VALUES (${name}, ${hash})
      ON CONFLICT (name) DO UPDATE SET hash = excluded.hash`.execute(db);
  }
  for (const { name } of removed) {
    const dropped = present.filter((existing) => existing.name === name);
    await withFileName(name, () => drop(db, dropped));
    await sql`DELETE FROM migration_functions WHERE name = ${name}`.execute(db);
  }
  await sql`SET LOCAL check_function_bodies = on`.execute(db);
  for (const { name } of changed) await withFileName(name, () => check(db, name));
  return [...changed, ...removed].map(({ name }) => name);
}
