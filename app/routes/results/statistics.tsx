import type { GameResult } from "../../contracts/game.ts";
import { clock, oneDecimal, orUnknown, percent, whole } from "../../ui/text/format.ts";

function Figure({ name, children, tone = "" }: { name: string; children: string; tone?: string }) {
  return (
    <div className="result-number">
      <dt>{name}</dt>
      <dd className={tone} translate="no">
        {children}
      </dd>
    </div>
  );
}

/** Every figure of a run. */
export function ResultStatistics({ result }: { result: GameResult }) {
  const wrong = result.incorrect_words > 0 ? "text-coral" : "";
  return (
    <section className="card" aria-labelledby="numbers-title">
      <h2 id="numbers-title" className="eyebrow">
        Measured
      </h2>
      <dl className="result-numbers">
        <Figure name="WPM">{orUnknown(result.standard_wpm, oneDecimal)}</Figure>
        <Figure name="Accuracy">{orUnknown(result.key_accuracy, percent)}</Figure>
        <Figure name="Play time">{clock(result.playtime_seconds * 1_000)}</Figure>
        <Figure name="Waves held">{whole(result.waves_completed)}</Figure>
        <Figure name="Bugs fixed">{whole(result.enemies_killed)}</Figure>
        <Figure name="Longest combo">{`×${result.max_combo}`}</Figure>
        <Figure name="Tokens typed">{whole(result.total_words_typed)}</Figure>
        <Figure name="Clean tokens">{whole(result.correct_words)}</Figure>
        <Figure name="With an error" tone={wrong}>
          {whole(result.incorrect_words)}
        </Figure>
        <Figure name="Damage dealt">{whole(result.total_damage_dealt)}</Figure>
        <Figure name="Damage taken">{whole(result.total_damage_taken)}</Figure>
      </dl>
    </section>
  );
}
