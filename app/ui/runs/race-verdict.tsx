/** Who won a race against a ghost, by how much, and where it was decided. */
import type { RaceVerdict } from "../../engine/race.ts";
import { clock, whole } from "../text/format.ts";

interface Props {
  verdict: RaceVerdict;
  /** What the sentences call each of the two: `You`, `The ghost`, a name. */
  own: string;
  rival: string;
  /** What the sentence calls the rival as the one who lost; it says only who won without it. */
  against?: string | undefined;
}

/** Returns the verdict in a sentence. */
export function verdictText({ verdict: { winner, by }, own, rival, against }: Props): string {
  if (winner === null) return "A draw, to the point.";
  if (winner === "rival") return `${rival} won by ${whole(by)}.`;
  if (against === "You") return `${own} beat you by ${whole(by)}.`;
  return `${own} won by ${whole(by)}${against ? ` against ${against}` : ""}.`;
}

/** The share of the final difference from which a stretch decided the race. */
const DECISIVE = 0.5;

/** Returns where the race was decided, in a sentence; nothing where that is not known. */
export function decisionText({ verdict: { winner, by, decision }, own, rival }: Props): string {
  if (!decision) return "";
  const name = winner === "own" ? own : rival;
  if (decision.kind === "lead") return `${name} took the lead for good at ${clock(decision.at)}.`;
  if (decision.kind === "ending") {
    const { behind } = decision;
    const before =
      behind === 0 ? "Level" : `${name} ${name === "You" ? "were" : "was"} ${whole(behind)} behind`;
    return `${before} until the end, which adds the points for speed and care.`;
  }
  const { from, to, gained } = decision;
  if (gained < by * DECISIVE) {
    const most = `gained the most from ${clock(from)} to ${clock(to)}, ${whole(gained)} points`;
    return `${name} pulled away little by little, and ${most}.`;
  }
  return `Decided from ${clock(from)} to ${clock(to)}: ${whole(gained)} points of the lead came in these seconds.`;
}
