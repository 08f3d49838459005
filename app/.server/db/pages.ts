/** Keyset pages of lists: cursors that are opaque outside and a small JSON value inside. */
import { decodeBase64urlIgnorePadding, encodeBase64urlNoPadding } from "@oslojs/encoding";
import { sql } from "kysely";
import { z } from "zod";
import { timeSchema } from "../../contracts/account.ts";
import type { Page } from "../../contracts/list.ts";
import { DomainError } from "../errors.ts";

/** Returns `value` as a cursor: its JSON in base64url. */
export function writeCursor(value: unknown): string {
  return encodeBase64urlNoPadding(new TextEncoder().encode(JSON.stringify(value)));
}

/**
 * Returns the value of a cursor that `writeCursor` wrote, or undefined without one.
 *
 * @throws `validation_failed` for a cursor that this list did not write
 */
export function readCursor<T>(schema: z.ZodType<T>, cursor: string | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(decodeBase64urlIgnorePadding(cursor))));
  } catch {
    const message = "Not a cursor of this list";
    throw new DomainError("validation_failed", message, { errors: [{ path: "cursor", message }] });
  }
}

/** The cursor of a list ordered by time and id: both of the last item on the page. */
export const timeCursorSchema = z.tuple([timeSchema, z.uuid()]);
export type TimeCursor = z.infer<typeof timeCursorSchema>;

/** Numbers of rows that statements ask for. */
const ROWS = [21, 101];

/**
 * SQL of the rows that a statement asks for to make a page of `limit`: one more at least. It is written into the text of the statement
 * (record 60), so there are few numbers of them, whatever visitors ask for.
 */
export const pageRows = (limit: number) => sql.lit(ROWS.find((rows) => rows > limit) ?? limit + 1);

/**
 * Returns a page of `rows`. The statement asks for one row more than `limit` or for several (`pageRows`); those are not
 * part of the page, and say that there is a next one.
 *
 * @param cursorOf the keyset of a row, from which the next page continues
 */
export function pageFrom<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => unknown,
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next_cursor = rows.length > limit && last ? writeCursor(cursorOf(last)) : null;
  return { items, next_cursor };
}
