/** Rows of raw statements, whose shape a zod schema beside the statement describes. */
import type { RawBuilder } from "kysely";
import { z } from "zod";
import type { Db } from "./client.ts";

let checking = false;

/**
 * Has every row checked against its schema from now on: in the tests, and by `wrangler dev`. In production
 * rows are trusted, because the same statements were checked there and a parse costs CPU on every request.
 */
export function checkRows(): void {
  checking = true;
}

/**
 * Returns `row` with the type of `schema`. For rows of the query builder with JSON in them, whose type
 * the builder cannot know.
 *
 * @throws a ZodError for a row of another shape, where rows are checked
 */
export function checkedRow<Row>(schema: z.ZodType<Row>, row: unknown): Row {
  return checking ? schema.parse(row) : (row as Row);
}

/** Runs a raw statement and returns its rows, each as `checkedRow` does. */
export async function selectRows<Row>(
  db: Db,
  schema: z.ZodType<Row>,
  statement: RawBuilder<unknown>,
): Promise<Row[]> {
  const { rows } = await statement.execute(db);
  return rows.map((row) => checkedRow(schema, row));
}

/** Returns the row of a statement that always gives one. */
export function onlyRow<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (!row) throw new Error("a statement that always gives a row gave none");
  return row;
}

/** Returns `text` if it is a UUID; otherwise null, which equals no id. */
export const idIn = (text: string): string | null => z.uuid().safeParse(text).data ?? null;
