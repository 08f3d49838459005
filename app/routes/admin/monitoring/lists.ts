/** The lists of these pages begin with their first rows; the address names the one that is shown whole. */
import { z } from "zod";
import { metricsQuerySchema, type Window } from "../../../contracts/metrics.ts";

export const FIRST_ROWS = 10;

const LISTS = ["routes", "closed", "statements", "indexes", "tables"] as const;

/** The parameters of a page of monitoring. */
export const pageQuerySchema = metricsQuerySchema.extend({
  all: z.enum(LISTS, "the name of a list").optional(),
});

/** What a page shows of a list. */
interface ShownList<Row> {
  rows: Row[];
  /** How many there are in all. */
  total: number;
}

/** The name of a list in the address. */
export type ListName = (typeof LISTS)[number];

export interface ListProps<Row> {
  list: ShownList<Row>;
  window: Window;
}

/** @param whole true to show all rows */
export const shownList = <Row>(rows: Row[], whole: boolean): ShownList<Row> => ({
  rows: whole ? rows : rows.slice(0, FIRST_ROWS),
  total: rows.length,
});
