/** The filters of a player's list of results. */
import { z } from "zod";
import { difficultySchema, languageSchema, modeSchema } from "./game.ts";
import { pageQuerySchema } from "./list.ts";

const daySchema = z.iso
  .date("A day, like 2026-11-22")
  // The calendar has no year 0, and PostgreSQL refuses it.
  .refine((day) => !day.startsWith("0000"), "No such year");

const filterFields = {
  language: languageSchema.optional(),
  difficulty: difficultySchema.optional(),
  mode: modeSchema.optional(),
  /** UTC days, both inclusive. */
  from: daySchema.optional(),
  to: daySchema.optional(),
};

function isOrdered({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  return from === undefined || to === undefined || from <= to;
}
const OUT_OF_ORDER = { path: ["to"], message: "Not before the first day" };

export const historyFilterSchema = z.object(filterFields).refine(isOrdered, OUT_OF_ORDER);
export type HistoryFilter = z.infer<typeof historyFilterSchema>;

export const historyQuerySchema = pageQuerySchema
  .extend(filterFields)
  .refine(isOrdered, OUT_OF_ORDER);
export type HistoryQuery = z.infer<typeof historyQuerySchema>;
