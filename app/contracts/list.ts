/** Lists in pages, continued by a cursor (keyset pagination). */
import { z } from "zod";

/** The number of items on a page when `limit` is left out. */
export const PAGE_ITEMS = 20;

/** Returns NaN for text other than decimal digits, because coercion alone would also accept `0x10`, `1e1` and ` 5`. */
const decimalDigits = (value: unknown) =>
  typeof value === "string" && !/^\d+$/.test(value) ? Number.NaN : value;

export const pageQuerySchema = z.object({
  limit: z
    .preprocess(
      decimalDigits,
      z.coerce
        .number("A whole number")
        .int("A whole number")
        .min(1, "At least 1")
        .max(100, "At most 100"),
    )
    .default(PAGE_ITEMS),
  cursor: z.string().max(512, "Not a cursor").optional(),
});

export type PageQuery = z.infer<typeof pageQuerySchema>;

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}
