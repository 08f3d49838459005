import type { GameResult } from "../../contracts/game.ts";
import { whole } from "../../ui/text/format.ts";

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

/** The figures of a run that neither its head nor the sum of its score has. */
export function ResultStatistics({ result }: { result: GameResult }) {
  const wrong = result.incorrect_words > 0 ? "text-coral" : "";
  return (
    <section className="card" aria-labelledby="numbers-title">
      <h2 id="numbers-title" className="eyebrow">
        Measured
      </h2>
      <dl className="result-numbers">
        <Figure name="Tokens typed">{whole(result.total_words_typed)}</Figure>
        <Figure name="With an error" tone={wrong}>
          {whole(result.incorrect_words)}
        </Figure>
        <Figure name="Damage dealt">{whole(result.total_damage_dealt)}</Figure>
        <Figure name="Damage taken">{whole(result.total_damage_taken)}</Figure>
      </dl>
    </section>
  );
}
