import { z } from "zod";

/** The row of a statement that always gives one. */
export function onlyRow<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (!row) throw new Error("a statement that always gives a row gave none");
  return row;
}

/** An id out of an address; null, which no row has, for what is none. */
export const idIn = (text: string): string | null => z.uuid().safeParse(text).data ?? null;
