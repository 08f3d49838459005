/** A drill as the page has it: the server's, which will be stored, or one that was made in this browser. */
import type { StartedDrill } from "../../contracts/practice.ts";
import type { DrillChoice } from "./choice.ts";

type Code = Pick<
  StartedDrill,
  "language" | "focus" | "targets" | "target_figures" | "parts" | "highlights"
>;
type Session = Pick<StartedDrill, "session_id" | "session_token">;

/** What a start answers: a guest's drill has no session, and one without a network was made in this browser. */
export type ServedDrill = Code & Partial<Session> & { unstored?: "offline" };

export interface DrillTask extends Code {
  /** Tells one drill from another. */
  id: string;
  /** The session in which it is stored; null for drills that are not. */
  session: { id: string; token: string } | null;
  /** Why it is not stored. */
  unstored?: "guest" | "offline" | "text" | "repeat";
  /** When the session began, on the clock of `performance.now()`: the times of keys count from then. */
  startedAt: number;
}

/** Whether weak keys were asked for, and none was known. */
export const isFallback = ({ kind }: Pick<DrillChoice, "kind">, { targets }: DrillTask): boolean =>
  kind === "weak_keys" && targets.length === 0;
export const FALLBACK = "No weak key was known yet, so this is code of everything.";

/** Returns a drill that the server has just started. */
export function servedTask(served: ServedDrill, startedAt: number): DrillTask {
  const { session_id, session_token, ...drill } = served;
  const { language, focus, targets, target_figures, parts, highlights } = drill;
  const code = { language, focus, targets, target_figures, parts, highlights, startedAt };
  if (!session_id || !session_token) {
    return {
      ...code,
      id: crypto.randomUUID(),
      session: null,
      unstored: served.unstored ?? "guest",
    };
  }
  return { ...code, id: session_id, session: { id: session_id, token: session_token } };
}

/** Returns the same drill once more. It is not stored: who knows the text types it faster. */
export const repeated = (task: DrillTask, startedAt: number): DrillTask => ({
  ...task,
  id: crypto.randomUUID(),
  session: null,
  unstored: task.unstored ?? "repeat",
  startedAt,
});
