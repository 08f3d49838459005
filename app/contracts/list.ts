/** Lists in pages by key. */
import { z } from "zod";

/** Items on a page when nothing else is asked for. */
export const PAGE_ITEMS = 20;

/** A number as an address has it: decimal digits. `Number` would also read `0x10`, `1e1` and ` 5`. */
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
