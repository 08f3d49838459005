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
  const text =
    winner === "own"
      ? `Pro Dev: I beat ${name} by ${whole(by)}, with ${whole(score)} points. Can you?`
      : `Pro Dev: ${name} beats my ${whole(score)} points. Can you do better?`;
  return (
    <div className="end-share">
      <Share title="Pass the challenge on" text={text} url={`${location.origin}/results/${result}`}>
        Whoever opens this link races the same run. With an account you keep yours, and it gets a
        link of its own, to answer with.
      </Share>
    </div>
  );
}
