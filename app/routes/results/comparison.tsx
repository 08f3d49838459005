/** Compares a run with its player's other runs and with other players. */
import type { ReactNode } from "react";
import type { ResultPage } from "../../contracts/result-page.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { oneDecimal, orUnknown, percent, whole } from "../../ui/text/format.ts";
import { FEWEST_PLAYERS_FOR_SHARE } from "../shared/player-share.ts";

interface ChangeProps {
  value: number | null;
  than: number | null;
  digits: number;
}

/** The difference between `value` and `than`, with its sign and in a colour; nothing if one is unknown. */
function Change({ value, than, digits }: ChangeProps) {
  if (value === null || than === null) return null;
  const change = Number((value - than).toFixed(digits));
  if (change === 0) return <span className="text-dim">±0</span>;
  const size = digits === 0 ? whole(Math.abs(change)) : Math.abs(change).toFixed(digits);
  return (
    <span className={change > 0 ? "text-mint" : "text-coral"}>
      {change > 0 ? "+" : "−"}
      {size}
    </span>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {children}
    </tr>
  );
}

function placeText({ players, beaten }: NonNullable<ResultPage["standing"]>): string {
  if (players === 0) return "Nobody else has a verified run there yet.";
  if (players >= FEWEST_PLAYERS_FOR_SHARE) {
    return `Better than ${percent((beaten / players) * 100)} of ${whole(players)} other players there.`;
  }
  if (players === 1) {
    return beaten === 1
      ? "Better than the only other player there."
      : "The only other player there is ahead.";
  }
  return `Better than ${beaten} of ${players} other players there.`;
}

interface Props {
  page: Pick<ResultPage, "result" | "comparison" | "standing">;
  /** Whether it is the viewer's own run. */
  own: boolean;
}

export function Comparison({ page: { result, comparison, standing }, own }: Props) {
  const { best_score, best_standard_wpm, best_alike, before } = comparison;
  const whose = own ? "Your" : "Their";
  const { language, difficulty } = result.session;
  const category = `${LANGUAGE_NAMES[language]}, ${DIFFICULTY_NAMES[difficulty].toLowerCase()}`;
  const isBest = result.status === "VERIFIED" && result.final_score === best_score;
  return (
    <section className="card" aria-labelledby="compare">
      <h2 id="compare" className="eyebrow">
        Compared
      </h2>
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Measured against</span>
            </th>
            <th scope="col">Score</th>
            <th scope="col">WPM</th>
            <th scope="col">Accuracy</th>
          </tr>
        </thead>
        <tbody>
          <Row name="This run">
            <td className="text-amber">{whole(result.final_score)}</td>
            <td>{orUnknown(result.standard_wpm, oneDecimal)}</td>
            <td>{orUnknown(result.key_accuracy, percent)}</td>
          </Row>
          {before && (
            <Row
              name={before.runs === 1 ? "The run before" : `${before.runs} runs before, averaged`}
            >
              <td>
                {whole(before.final_score)}
                <Change value={result.final_score} than={before.final_score} digits={0} />
              </td>
              <td>
                {orUnknown(before.standard_wpm, oneDecimal)}
                <Change value={result.standard_wpm} than={before.standard_wpm} digits={1} />
              </td>
              <td>
                {orUnknown(before.key_accuracy, percent)}
                <Change value={result.key_accuracy} than={before.key_accuracy} digits={1} />
              </td>
            </Row>
          )}
          {best_score > 0 && (
            <Row name={`${whose} best`}>
              <td>
                {whole(best_score)}
                {isBest ? (
                  <span className="text-mint">this one</span>
                ) : (
                  <Change value={result.final_score} than={best_score} digits={0} />
                )}
              </td>
              <td>
                {orUnknown(best_standard_wpm, oneDecimal)}
                <Change value={result.standard_wpm} than={best_standard_wpm} digits={1} />
              </td>
              <td className="text-dim">–</td>
            </Row>
          )}
          {best_alike !== null && best_alike !== best_score && (
            <Row name={`${whose} best at ${category}`}>
              <td>
                {whole(best_alike)}
                <Change value={result.final_score} than={best_alike} digits={0} />
              </td>
              <td className="text-dim">–</td>
              <td className="text-dim">–</td>
            </Row>
          )}
        </tbody>
      </table>
      {standing && (
        <p className="compare-place">
          {placeText(standing)} <span className="text-dim">({category}, all time)</span>
        </p>
      )}
    </section>
  );
}
