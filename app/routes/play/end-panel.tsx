/** The last picture of a run, while its keys are on their way to the server. */
import { Form, Link, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Score } from "../../engine/v1/score.ts";
import type { Outcome } from "../../engine/v1/state.ts";
import { Key } from "../../ui/forms/key-hint.tsx";
import { openKeyboard } from "../../ui/forms/start-form.tsx";
import { SETTLE, useEnter } from "../../ui/forms/use-enter.ts";
import type { Delivery } from "../../ui/outbox/delivery.ts";
import { whole } from "../../ui/text/format.ts";

export interface RunEnd {
  outcome: Outcome;
  score: Score;
  wave: number;
}

interface EndPanelProps extends RunEnd {
  delivery: Delivery;
  /** The form that starts such a run once more. */
  again: Record<string, string>;
}

function statusOf(delivery: Delivery): string {
  switch (delivery.state) {
    case "sending":
      return "Sending your keys to be played again on the server…";
    case "waiting":
      return "Result is waiting: not sent yet. Retrying… It is kept in this browser, even if you close it.";
    case "unclaimed":
      return delivery.player === null
        ? "This run is nobody’s yet. It is kept in this browser for a day."
        : "You were signed out meanwhile. The run is kept in this browser until you sign in.";
    case "claimed":
      return "This run was claimed before.";
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

/** A defeat is seen first (play.css). */
const SETTLES: Record<Outcome, number> = { quit: SETTLE, defeat: 1_340 + SETTLE };

interface AgainProps {
  fields: Record<string, string>;
  /** Given the button where it is the one that Enter presses. */
  main?: (button: HTMLElement | null) => void;
}

function Again({ fields, main }: AgainProps) {
  return (
    <Form method="post" action="/play" onSubmit={openKeyboard}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        ref={main}
        type="submit"
        aria-keyshortcuts={main && "Enter"}
        className={main ? "button button-primary" : "button"}
      >
        Play again {main && <Key>Enter</Key>}
      </button>
    </Form>
  );
}

export function EndPanel({ outcome, score, wave, delivery, again }: EndPanelProps) {
  const guest = delivery.state === "unclaimed" && delivery.player === null;
  const title = useRef<HTMLHeadingElement>(null);
  const main = useRef<HTMLElement | null>(null);
  const asMain = (element: HTMLElement | null) => {
    main.current = element;
  };
  const { state } = useNavigation();
  useEnter(() => state === "idle" && main.current?.click(), SETTLES[outcome]);
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
        {delivery.state === "unclaimed" && (
          <div className="end-actions">
            {guest && (
              <Link
                ref={asMain}
                className="button button-primary"
                aria-keyshortcuts="Enter"
                to="/register?to=/kept"
              >
                Create account and keep it <Key>Enter</Key>
              </Link>
            )}
            {guest ? (
              <Link className="button" to="/login?to=/kept">
                Sign in
              </Link>
            ) : (
              <Link
                ref={asMain}
                className="button button-primary"
                aria-keyshortcuts="Enter"
                to="/login?to=/kept"
              >
                Sign in <Key>Enter</Key>
              </Link>
            )}
            <Again fields={again} />
          </div>
        )}
        {(delivery.state === "refused" || delivery.state === "claimed") && (
          <Again fields={again} main={asMain} />
        )}
      </section>
    </div>
  );
}
