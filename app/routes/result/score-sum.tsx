import type { GameResult } from "../../contracts/game.ts";
import { scoreParts } from "../../engine/score.ts";
import { figure } from "../../ui/field/names.ts";

type Parts = ReturnType<typeof scoreParts>;

/** How each part comes about: what was counted, and what one of it is worth. */
function factors(result: GameResult): Record<keyof Parts, [name: string, factor: string]> {
  const accuracy = result.accuracy_percentage.toFixed(1);
  return {
    words: ["Correct words", `${figure(result.correct_words)} × 10`],
    kills: ["Bugs fixed", `${figure(result.enemies_killed)} × 50`],
    waves: ["Waves held", `${figure(result.waves_completed)} × 100`],
    combo: ["Longest combo", `${figure(result.max_combo)} × 25`],
    accuracy: ["Accuracy", `${accuracy}% × 5`],
    speed: ["Speed", `${result.words_per_minute.toFixed(1)} wpm × 2`],
  };
}

/** The score as the sum that it is. */
export function ScoreSum({ result }: { result: GameResult }) {
  const parts = scoreParts(result);
  const words = factors(result);
  return (
    <section className="panel" aria-labelledby="sum-title">
      <h2 id="sum-title" className="label">
        The sum
      </h2>
      <table className="sum">
        <thead className="sr-only">
          <tr>
            <th scope="col">Part</th>
            <th scope="col">How</th>
            <th scope="col">Points</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(words) as (keyof Parts)[]).map((part) => (
            <tr key={part}>
              <th scope="row">{words[part][0]}</th>
              <td className="text-dim">{words[part][1]}</td>
              <td>{figure(parts[part])}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Score
            </th>
            <td className="text-amber">{figure(result.final_score)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
