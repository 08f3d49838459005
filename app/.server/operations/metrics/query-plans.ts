/** PostgreSQL's plans, with what may be stored of them: no value of anybody's. */
import type { PlanStep } from "../../../contracts/metrics.ts";
import { withoutValues } from "./statement-names.ts";

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
/** The longest plan that is kept; statements here have some dozens of steps. */
const MOST_STEPS = 200;
const MOST_CONDITION = 300;

type Step = Record<string, unknown>;

/** What a step does, as `Index Scan using users_pkey on users`. */
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
    return [`${key}: ${withoutValues([value].flat().join(", ")).slice(0, MOST_CONDITION)}`];
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
 * What is kept of `EXPLAIN (FORMAT JSON)`, step by step, each followed by those below it. Only what
 * is named here is taken over, so that what another version of PostgreSQL adds is left out too.
 */
export function queryPlanOf(explained: unknown): PlanStep[] | null {
  const root = (explained as [{ Plan?: Step }] | undefined)?.[0]?.Plan;
  return root ? stepsOf(root, 0).slice(0, MOST_STEPS) : null;
}
