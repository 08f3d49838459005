/** What a guest can do with a challenge that they came by: pass on its link, and answer with a run of their own. */
import { Share } from "../../ui/runs/share.tsx";
import { whole } from "../../ui/text/format.ts";
import type { RunEnd } from "./run-end.ts";

interface Props {
  race: NonNullable<RunEnd["race"]>;
  /** The points of the guest's run. */
  score: number;
  /** The id of the result that was raced. */
  result: string;
}

export function PassOn({ race: { winner, by, rival }, score, result }: Props) {
  const name = rival?.display_name ?? "the ghost";
  // The link opens the rival's run, so its points are those to beat.
  const theirs = whole(winner === "own" ? score - by : score + by);
  const text =
    winner === "own"
      ? `Pro Dev: ${name} made ${theirs} points here, and I beat that by ${whole(by)}. Can you?`
      : `Pro Dev: ${name} made ${theirs} points here, and I only ${whole(score)}. Can you do better?`;
  return (
    <div className="end-share">
      <Share title="Pass the challenge on" text={text} url={`${location.origin}/results/${result}`}>
        Whoever opens this link races the same run. With an account you keep yours in your history,
        and it gets a link of its own, to answer with.
      </Share>
    </div>
  );
}
