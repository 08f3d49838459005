/** The last picture of a run, while its keys are on their way to the server. */
import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Difficulty, Language } from "../../engine/plan.ts";
import type { Score } from "../../engine/score.ts";
import { whole } from "../../ui/figures.ts";
import type { Ended } from "./game.tsx";
import type { Delivery } from "./send-result.ts";

interface EndPanelProps extends Ended {
  delivery: Delivery;
  language: Language;
  difficulty: Difficulty;
}

function statusOf(delivery: Delivery): string {
  switch (delivery.state) {
    case "sending":
      return "Sending your keys to be played again on the server…";
    case "waiting":
      return "Result is waiting: not sent yet. Retrying…";
    case "refused":
      return `The server refused this run. ${delivery.reason}`;
    case "stored":
      return "Stored. Opening your result…";
  }
}

/** What the post-mortem will say. */
const CAUSES = [
  "Root cause: typing, or the lack of it.",
  "The status page still says “operational”.",
  "Nobody was paged. You were right there.",
  "The rollback is also in the queue.",
  "It is always the last bug but one.",
];

const causeOf = ({ final_score }: Score) => CAUSES[final_score % CAUSES.length];

export function EndPanel({ outcome, score, wave, delivery, language, difficulty }: EndPanelProps) {
  const title = useRef<HTMLHeadingElement>(null);
  // What had the focus takes no more keys.
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <div className="end-screen" data-outcome={outcome}>
      <section className="end-card" aria-labelledby="end-title" data-delivery={delivery.state}>
        <h2 id="end-title" ref={title} tabIndex={-1}>
          {outcome === "defeat" ? "Production is down." : "You left the branch."}
        </h2>
        {outcome === "defeat" && <p className="end-cause">{causeOf(score)}</p>}
        <p className="end-score">{whole(score.final_score)}</p>
        <p className="end-line">
          {wave === 0 ? "Before the first wave" : `In wave ${wave}`} · {score.enemies_killed} fixed
          · {Math.round(score.words_per_minute)} wpm
        </p>
        <p className="end-status" role="status">
          {statusOf(delivery)}
        </p>
        {delivery.state === "refused" && (
          <Link
            className="button button-primary"
            to={`/play?language=${language}&difficulty=${difficulty}`}
          >
            Play again
          </Link>
        )}
      </section>
    </div>
  );
}
