/** A drill as the page has it: the server's, which will be stored, or one that was made in this browser. */
import type { StartedDrill } from "../../contracts/practice.ts";

type Code = Pick<StartedDrill, "language" | "focus" | "targets" | "parts" | "highlights">;
type Session = Pick<StartedDrill, "session_id" | "session_token">;

/** What the server answers: a guest's drill has no session. */
export type ServedDrill = Code & Partial<Session>;

export interface DrillTask extends Code {
  /** Tells one drill from another. */
  id: string;
  /** The session in which it is stored; null for drills that are not. */
  session: { id: string; token: string } | null;
  /** Why it is not stored. */
  unstored?: "guest" | "text" | "repeat";
  /** When the session began, on the clock of `performance.now()`: the times of keys count from then. */
  startedAt: number;
}

/** Returns a drill that the server has just started. */
export function servedTask(served: ServedDrill, startedAt: number): DrillTask {
  const { session_id, session_token, language, focus, targets, parts, highlights } = served;
  const code = { language, focus, targets, parts, highlights, startedAt };
  if (!session_id || !session_token) {
    return { ...code, id: crypto.randomUUID(), session: null, unstored: "guest" };
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
