/** PostgreSQL's plans, with what may be stored of them: no value of anybody's. */
import type { Plan } from "../../contracts/metrics.ts";
import { withoutValues } from "./statements.ts";

/** What is SQL in a step of a plan, and holds the values of parameters. */
const CONDITIONS = [
  "Index Cond",
  "Recheck Cond",
  "Hash Cond",
  "Merge Cond",
  "Join Filter",
  "Filter",
  "One-Time Filter",
  "Sort Key",
  "Presorted Key",
  "Group Key",
];
/** The deepest and broadest plan that is kept; statements here have some dozens of steps. */
const MOST_STEPS = 200;
const MOST_CONDITION = 300;

type Step = Record<string, unknown>;

/**
 * What is kept of `EXPLAIN (FORMAT JSON)`. Only what is named here is taken over, so
 * that what another version of PostgreSQL adds is left out too.
 */
export function planOf(explained: unknown): Plan | null {
  const root = (explained as [{ Plan?: Step }] | undefined)?.[0]?.Plan;
  let left = MOST_STEPS;
  const words = (step: Step, key: string, before = "") => {
    const value = step[key];
    return typeof value === "string" ? `${before}${value}` : "";
  };
  const keep = (step: Step): Plan => {
    left -= 1;
    const conditions = CONDITIONS.flatMap((key) => {
      const value = step[key];
      if (value === undefined) return [];
      const text = withoutValues([value].flat().join(", "));
      return [`${key}: ${text.slice(0, MOST_CONDITION)}`];
    });
    const name = [
      words(step, "Node Type"),
      words(step, "Join Type", " ").replace(" Inner", ""),
      words(step, "Index Name", " using "),
      words(step, "Relation Name", " on "),
      words(step, "CTE Name", " on "),
      words(step, "Function Name", " of "),
      words(step, "Subplan Name", " for "),
    ].join("");
    const below = ((step.Plans ?? []) as Step[]).flatMap((inner) =>
      left > 0 ? [keep(inner)] : [],
    );
    return {
      step: name,
      cost: Number(step["Total Cost"]),
      rows: Number(step["Plan Rows"]),
      conditions,
      below,
    };
  };
  return root ? keep(root) : null;
}
