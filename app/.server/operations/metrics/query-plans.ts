/** PostgreSQL's query plans, reduced to what may be stored: they contain no values. */
import type { PlanStep } from "../../../contracts/metrics.ts";
import { withoutValues } from "./statement-names.ts";

/** The fields of a step that are SQL, and contain the values of parameters. */
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
/** The most steps that are stored; the statements here have some dozens. */
const MAX_STEPS = 200;
const MAX_CONDITION = 300;

type Step = Record<string, unknown>;

/** Returns what a step does, such as `Index Scan using users_pkey on users`. */
function nameOf(step: Step): string {
  const word = (key: string, before = "") => {
    const value = step[key];
    return typeof value === "string" ? `${before}${value}` : "";
  };
  return [
    word("Node Type"),
    word("Join Type", " ").replace(" Inner", ""),
    word("Index Name", " using "),
    word("Relation Name", " on "),
    word("CTE Name", " on "),
    word("Function Name", " of "),
    word("Subplan Name", " for "),
  ].join("");
}

function conditionsOf(step: Step): string[] {
  return CONDITIONS.flatMap((key) => {
    const value = step[key];
    if (value === undefined) return [];
    return [`${key}: ${withoutValues([value].flat().join(", ")).slice(0, MAX_CONDITION)}`];
  });
}

const stepsOf = (step: Step, depth: number): PlanStep[] => [
  {
    depth,
    step: nameOf(step),
    cost: Number(step["Total Cost"]),
    rows: Number(step["Plan Rows"]),
    conditions: conditionsOf(step),
  },
  ...((step.Plans ?? []) as Step[]).flatMap((below) => stepsOf(below, depth + 1)),
];

/**
 * Returns the plan of `EXPLAIN (FORMAT JSON)` as a list of steps, each followed by the steps below it.
 * It copies only the fields named here, so that fields of later PostgreSQL versions cannot leak values.
 */
export function queryPlanOf(explained: unknown): PlanStep[] | null {
  const root = (explained as [{ Plan?: Step }] | undefined)?.[0]?.Plan;
  return root ? stepsOf(root, 0).slice(0, MAX_STEPS) : null;
}
