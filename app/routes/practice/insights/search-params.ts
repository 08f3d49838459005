import type { InsightsQuery } from "../../../contracts/practice.ts";
import { pathWithSearch } from "../../shared/path-with-search.ts";

/** Returns the address of the page. The period of all time is left out. */
export const insightsPath = ({ language, period }: InsightsQuery) =>
  pathWithSearch("/practice/insights", {
    language,
    period: period === "all" ? undefined : period,
  });
