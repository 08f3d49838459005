/** The head of the panel at the end of a run: who won a race, or how it ended, and how many points that made. */
import type { RefObject } from "react";
import type { Score } from "../../engine/score.ts";
import { decisionText, verdictText } from "../../ui/runs/race-verdict.tsx";
import { ScoreTable, SUM_NOTE, sumText } from "../../ui/runs/score-sum.tsx";
import { whole } from "../../ui/text/format.ts";
import type { RunEnd } from "./run-end.ts";

/** The sentences below a defeat, as in a post-mortem. */
const CAUSES = [
  "Root cause: typing, or the lack of it.",
  "The status page still says “operational”.",
  "Nobody was paged. You were right there.",
  "The rollback is also in the queue.",
  "It is always the last bug but one.",
];

const causeOf = ({ final_score }: Score) => CAUSES[final_score % CAUSES.length];

/** What the sentences about a race call the two. */
const namesOf = (race: NonNullable<RunEnd["race"]>) => ({
  verdict: race,
  own: "You",
  rival: race.rival?.display_name ?? "The ghost",
  against: race.rival?.display_name,
});

/** Returns the title and the line below it. The verdict of a race is what its player waits for. */
function textsOf({
  outcome,
  elsewhere,
  race,
  score,
}: RunEnd): [title: string, line?: string | undefined] {
  if (elsewhere) return ["You went on in another tab."];
  if (race) return [verdictText(namesOf(race)), decisionText(namesOf(race))];
  if (outcome === "quit") return ["You left the branch."];
  return ["Production is down.", causeOf(score)];
}

interface Props {
  end: RunEnd;
  titleRef: RefObject<HTMLHeadingElement>;
  /** The id of an element that says more. */
  describedBy: string | undefined;
}

export function EndHeadline({ end, titleRef, describedBy }: Props) {
  const { score } = end;
  const [title, line] = textsOf(end);
  return (
    <>
      <h2 id="end-title" ref={titleRef} tabIndex={-1} aria-describedby={describedBy}>
        {title}
      </h2>
      {line && <p className="end-cause">{line}</p>}
      <p className="end-score" translate="no">
        {whole(score.final_score)}
      </p>
      <details className="sum-line">
        <summary className="link">{sumText(score)}</summary>
        <ScoreTable score={score} />
        <p className="mt-2 text-left text-sm">{SUM_NOTE}</p>
      </details>
    </>
  );
}
