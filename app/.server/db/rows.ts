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
 * @param schema a strict schema, which must not transform: production would return the row untransformed
 * @throws a ZodError for a row of another shape, where rows are checked
 */
export function checkedRow<Schema extends z.ZodType>(
  schema: Schema,
  row: unknown,
): z.infer<Schema> {
  return checking ? schema.parse(row) : (row as z.infer<Schema>);
}

/** Runs a raw statement and returns its rows, each as `checkedRow` does. */
export async function selectRows<Schema extends z.ZodType>(
  db: Db,
  schema: Schema,
  statement: RawBuilder<unknown>,
): Promise<z.infer<Schema>[]> {
  const { rows } = await statement.execute(db);
  return rows.map((row) => checkedRow(schema, row));
}

/** Runs a raw statement that returns no row. @returns the number of rows that it changed */
export async function execute(db: Db, statement: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await statement.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Returns the row of a statement that always gives one. */
export function onlyRow<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (!row) throw new Error("a statement that always gives a row gave none");
  return row;
}

/** The columns of an outer join that found no row: all of them are null, of which `id` tells it. */
export const noRowSchema = z.object({ id: z.null() });

/** Returns `text` if it is a UUID; otherwise null, which equals no id. */
export const uuidOrNull = (text: string): string | null => z.uuid().safeParse(text).data ?? null;
