import type { Plan } from "../../engine/plan.ts";
import type { SessionRow } from "./sessions/queries.ts";

type Played = Pick<
  SessionRow,
  "seed" | "language" | "difficulty" | "mode" | "engine_version" | "snippets"
>;

/** What the run of a session depends on besides its keys. */
export function planOf(session: Played) {
  const { seed, language, difficulty, mode, engine_version, snippets } = session;
  return { seed, language, difficulty, mode, engine_version, snippets } satisfies Plan;
}
