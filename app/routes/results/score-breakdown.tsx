import type { GameResult } from "../../contracts/game.ts";
import { ScoreTable, SUM_NOTE } from "../../ui/runs/score-sum.tsx";

/** The id of the card, for links to it. */
export const SCORE_SUM = "sum";

/** The score as the sum of its parts. */
export function ScoreBreakdown({ result }: { result: GameResult }) {
  return (
    <section id={SCORE_SUM} className="card" aria-labelledby="sum-title">
      <h2 id="sum-title" className="eyebrow">
        The sum
      </h2>
      <ScoreTable score={result} />
      <p className="mt-2 text-sm text-dim">
        A token is code without a blank in it; a clean one had no wrong key. WPM and accuracy count
        keys instead. {SUM_NOTE} Fractions of a point are dropped.
      </p>
    </section>
  );
}
