/** The score of a run as a sum: in one line, and part by part. */
import { earnedPoints, type Score, scoreParts } from "../../engine/score.ts";
import { whole } from "../text/format.ts";

/** Returns what a score is made of: `3,420 earned + 466 for speed and care`. */
export function sumText(score: Score): string {
  const earned = earnedPoints(score);
  return `${whole(earned)} earned + ${whole(score.final_score - earned)} for speed and care`;
}

type Parts = ReturnType<typeof scoreParts>;

/** Returns the name and the calculation of each part of the score. */
function factors(score: Score): Record<keyof Parts, [name: string, factor: string]> {
  return {
    words: ["Clean tokens", `${whole(score.correct_words)} × 10`],
    kills: ["Bugs fixed", `${whole(score.enemies_killed)} × 50`],
    waves: ["Waves survived", `${whole(score.waves_completed)} × 100`],
    combo: ["Longest combo", `${whole(score.max_combo)} × 25`],
    accuracy: ["Share of clean tokens", `${score.accuracy_percentage.toFixed(2)}% × 5`],
    speed: ["Tokens a minute", `${score.words_per_minute.toFixed(2)} × 2`],
  };
}

/** What the two parts are that `sumText` calls speed and care, and which waves count. */
export const SUM_NOTE =
  "Care is the share of clean tokens, speed the tokens a minute: both are added at the end. A wave is survived when none of its bugs is left, fixed or not, and production still stands.";

/** The parts of the score in a table, with their sum. */
export function ScoreTable({ score }: { score: Score }) {
  const parts = scoreParts(score);
  const texts = factors(score);
  return (
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
            {whole(score.final_score)}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
