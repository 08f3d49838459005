import type { InsightsQuery } from "../../../contracts/practice.ts";
import { pathWithSearch } from "../../shared/path-with-search.ts";
import type { Measure } from "./figures.ts";

/** Returns the address of the page. The period of all time, and the view of speed, are left out. */
export const insightsPath = ({ language, period, view }: InsightsQuery & { view: Measure }) =>
  pathWithSearch("/practice/insights", {
    language,
    period: period === "all" ? undefined : period,
    view: view === "speed" ? undefined : view,
  });
