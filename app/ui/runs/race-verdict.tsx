/** Who won a race against a ghost, by how much, and where it was decided. */
import type { RaceVerdict } from "../../engine/race.ts";
import { clock, whole } from "../text/format.ts";

interface Props {
  verdict: RaceVerdict;
  /** What the sentences call each of the two: `You`, `The ghost`, a name. */
  own: string;
  rival: string;
}

/** Returns the verdict in a sentence. */
export function verdictText({ verdict: { winner, by }, own, rival }: Props): string {
  if (winner === null) return "A draw, to the point.";
  return `${winner === "own" ? own : rival} won by ${whole(by)}.`;
}

/** Returns where the race was decided, in a sentence; nothing where that is not known. */
export function decisionText({ verdict: { winner, decision }, own, rival }: Props): string {
  if (!decision) return "";
  const name = winner === "own" ? own : rival;
  if (decision.kind === "lead") return `${name} took the lead for good at ${clock(decision.at)}.`;
  const { from, to, gained } = decision;
  return `Decided from ${clock(from)} to ${clock(to)}: ${whole(gained)} points of the lead came in these seconds.`;
}
