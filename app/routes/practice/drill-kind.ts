/** Drills that can be compared: code of chosen keys is slower than code of everything, and a known text is faster. */
import type { DrillHistoryItem } from "../../contracts/practice.ts";
import type { DrillTask } from "./drill-task.ts";

export type ComparedKind = "plain" | "focused" | "own" | "text";

/** Returns the title of the player's own text that a drill is of; undefined for other code. */
export function titleOf({ parts }: Pick<DrillTask, "parts">): string | undefined {
  const [first] = parts;
  return first && first.snippet_id === undefined ? first.category : undefined;
}

export function kindOfTask(task: Pick<DrillTask, "parts" | "targets" | "unstored">): ComparedKind {
  if (task.unstored === "text") return "text";
  if (titleOf(task) !== undefined) return "own";
  return task.targets.length > 0 ? "focused" : "plain";
}

/** Whether a past drill is of the same kind; for own texts, of the same title. */
export function isComparable(
  { focus, text_title }: Pick<DrillHistoryItem, "focus" | "text_title">,
  task: Pick<DrillTask, "parts" | "targets" | "unstored">,
): boolean {
  const kind = kindOfTask(task);
  if (kind === "text") return false;
  if (kind === "own" || text_title !== null) return text_title === titleOf(task);
  return (focus === "plain") === (kind === "plain");
}
