/** The plan of a session. */
import type { Plan } from "../../../engine/plan.ts";
import type { SessionRow } from "./queries.ts";

type PlanColumns = Pick<
  SessionRow,
  "seed" | "language" | "difficulty" | "mode" | "engine_version" | "snippets"
>;

/** Returns the plan of a session: what its run depends on besides the keys. */
export function planOf(session: PlanColumns) {
  const { seed, language, difficulty, mode, engine_version, snippets } = session;
  return { seed, language, difficulty, mode, engine_version, snippets } satisfies Plan;
}
