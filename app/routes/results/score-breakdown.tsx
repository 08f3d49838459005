import type { GameResult } from "../../contracts/game.ts";
import { scoreParts } from "../../engine/score.ts";
import { whole } from "../../ui/text/format.ts";

type Parts = ReturnType<typeof scoreParts>;

/** Returns the name and the calculation of each part of the score. */
function factors(result: GameResult): Record<keyof Parts, [name: string, factor: string]> {
  return {
    words: ["Clean tokens", `${whole(result.correct_words)} × 10`],
    kills: ["Bugs fixed", `${whole(result.enemies_killed)} × 50`],
    waves: ["Waves held", `${whole(result.waves_completed)} × 100`],
    combo: ["Longest combo", `${whole(result.max_combo)} × 25`],
    accuracy: ["Share of clean tokens", `${result.accuracy_percentage.toFixed(2)}% × 5`],
    speed: ["Tokens a minute", `${result.words_per_minute.toFixed(2)} × 2`],
  };
}

/** The score as the sum of its parts. */
export function ScoreBreakdown({ result }: { result: GameResult }) {
  const parts = scoreParts(result);
  const texts = factors(result);
  return (
    <section className="card" aria-labelledby="sum-title">
      <h2 id="sum-title" className="eyebrow">
        The sum
      </h2>
      <table className="score-sum">
        <thead className="sr-only">
          <tr>
            <th scope="col">Part</th>
            <th scope="col">How</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(texts) as (keyof Parts)[]).map((part) => (
            <tr key={part}>
              <th scope="row">{texts[part][0]}</th>
              <td className="text-dim">{texts[part][1]}</td>
              <td translate="no">{whole(parts[part])}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Score
            </th>
            <td className="text-amber" translate="no">
              {whole(result.final_score)}
            </td>
          </tr>
        </tfoot>
      </table>
      <p className="mt-2 text-sm text-dim">
        A token is code without a blank in it; a clean one had no wrong key. WPM and accuracy count
        keys instead. Fractions of a point are dropped.
      </p>
    </section>
  );
}
