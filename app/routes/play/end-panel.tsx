/** The panel at the end of a run: its result, and the delivery of its keys to the server. */
import { Link, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Highlight } from "../../contracts/highlight.ts";
import { isRankedMode, isTooShort } from "../../contracts/ranking.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Mode } from "../../engine/plan.ts";
import type { RaceVerdict } from "../../engine/race.ts";
import type { RecordedRun } from "../../engine/replay.ts";
import type { Score } from "../../engine/score.ts";
import type { Outcome } from "../../engine/state.ts";
import type { TypingFigures } from "../../engine/typing-speed.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { SETTLE, useEnter } from "../../ui/forms/use-enter.ts";
import { type Delivery, retryDelivery } from "../../ui/outbox/delivery.ts";
import { useNetwork } from "../../ui/outbox/network.ts";
import { decisionText, verdictText } from "../../ui/runs/race-verdict.tsx";
import { clock, percent, whole } from "../../ui/text/format.ts";
import { tooShortText } from "../../ui/text/unranked.ts";
import { PlayAgain, TryAgain, useKey } from "./end-actions.tsx";
import type { Ghost } from "./ghost.ts";
import type { RunReport, RunReportProps } from "./run-report.tsx";
import type { StartedRun } from "./started-run.ts";

export interface RunEnd {
  engine: Engine;
  run: RecordedRun;
  outcome: Outcome;
  score: Score;
  figures: TypingFigures;
  wave: number;
  /** Whether it ended because the player started another game in another tab. */
  elsewhere: boolean;
  /** How a race with a ghost ended, and whose ghost it was, if that is known. */
  race?: RaceVerdict & { rival: Ghost["player"] };
}

export interface EndPanelProps extends RunEnd {
  mode: Mode;
  delivery: Delivery;
  /** Whether the run outlives this tab until the server has it. */
  isKept: boolean;
  /** The form fields that start the same game again. */
  again: Record<string, string>;
  /** The key that starts it again, or `none`. */
  restartKey: string;
  game: StartedRun;
  highlights: Highlight[];
}

function statusOf(
  delivery: Delivery,
  isKept: boolean,
  elsewhere: boolean,
  online: boolean,
): string {
  switch (delivery.state) {
    case "sending":
      return "Sending your keys to be played again on the server…";
    case "waiting":
      return isKept
        ? "Result is waiting: not sent yet. Retrying… It is kept in this browser, even if you close it."
        : "Result is waiting: not sent yet. Retrying… This browser keeps nothing: leave the tab open.";
    case "unclaimed": {
      const where = isKept ? "in this browser" : "in this tab";
      const { player, other } = delivery;
      if (player === null && !online) {
        return isKept
          ? "You are offline. This run is kept in this browser for a day, and can be claimed when the network is back."
          : "You are offline, and this browser keeps nothing: leave the tab open until the network is back.";
      }
      if (player === null) {
        return isKept
          ? "This run is nobody’s yet. It is kept in this browser for a day."
          : "This run is nobody’s yet. This browser keeps nothing: it is lost when you close the tab.";
      }
      return other
        ? `${other} has signed in meanwhile. The run of ${player} is kept ${where} until they sign in again.`
        : `You were signed out meanwhile. The run is kept ${where} until you sign in.`;
    }
    case "claimed":
      return "This run was claimed before.";
    case "refused":
      return `The server refused this run. ${delivery.reason}`;
    case "stored":
      return elsewhere ? "Stored as far as it went." : "Stored. Opening your result…";
  }
}

/** The sentences below a defeat, as in a post-mortem. */
const CAUSES = [
  "Root cause: typing, or the lack of it.",
  "The status page still says “operational”.",
  "Nobody was paged. You were right there.",
  "The rollback is also in the queue.",
  "It is always the last bug but one.",
];

const causeOf = ({ final_score }: Score) => CAUSES[final_score % CAUSES.length];

function titleOf({ outcome, elsewhere }: RunEnd): string {
  if (elsewhere) return "You went on in another tab.";
  return outcome === "defeat" ? "Production is down." : "You left the branch.";
}

/** Milliseconds until Enter works. After a defeat its animation (play.css) is shown first. */
const settleTime = (outcome: Outcome) => (outcome === "defeat" ? 1_340 : 0) + SETTLE;

/** The verdict of a race, as a line each for who won and where. */
function RaceLines({ race }: { race: NonNullable<RunEnd["race"]> }) {
  const names = { verdict: race, own: "You", rival: race.rival?.display_name ?? "The ghost" };
  return (
    <>
      <p className="end-race">{verdictText(names)}</p>
      <p className="end-line">{decisionText(names)}</p>
    </>
  );
}

function againLabel(race: RaceVerdict | undefined): string {
  if (!race) return "Play again";
  return race.winner === "own" ? "Race again" : "Revenge";
}

/** Loads the report of a guest's run. Without a network the panel stands alone until it is back. */
function LateReport({ online, ...props }: RunReportProps & { online: boolean }) {
  const [Report, setReport] = useState<typeof RunReport>();
  useEffect(() => {
    if (!online) return;
    import("./run-report.tsx").then(
      (module) => setReport(() => module.RunReport),
      () => {},
    );
  }, [online]);
  return Report ? <Report {...props} /> : null;
}

function EndFigure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt translate="yes">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function EndPanel(props: EndPanelProps) {
  const { delivery, isKept, mode, again, restartKey, game, highlights, ...end } = props;
  const { engine, run, outcome, score, figures, wave, elsewhere, race } = end;
  const guest = delivery.state === "unclaimed" && delivery.player === null;
  const short = isRankedMode(mode) && isTooShort(score);
  const { online, lookAgain } = useNetwork();
  const title = useRef<HTMLHeadingElement>(null);
  const primary = useRef<HTMLElement | null>(null);
  const restart = useRef<HTMLFormElement>(null);
  const setPrimary = (element: HTMLElement | null) => {
    primary.current = element;
  };
  const playAgain = { fields: again, label: againLabel(race), formRef: restart };
  const { state } = useNavigation();
  useEnter(() => state === "idle" && primary.current?.click(), settleTime(outcome));
  // There is no form while the run is being sent: another start would close its session before it is stored.
  useKey(restartKey, () => state === "idle" && restart.current?.requestSubmit());
  // The element that had the focus takes no more keys.
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <div className="end-screen" data-outcome={outcome}>
      <section className="end-card" aria-labelledby="end-title" data-delivery={delivery.state}>
        <h2
          id="end-title"
          ref={title}
          tabIndex={-1}
          aria-describedby={short ? "end-short" : undefined}
        >
          {titleOf(end)}
        </h2>
        {outcome === "defeat" && <p className="end-cause">{causeOf(score)}</p>}
        <p className="end-score" translate="no">
          {whole(score.final_score)}
        </p>
        <dl className="end-figures" translate="no">
          <EndFigure name="WPM">{whole(figures.standard_wpm)}</EndFigure>
          <EndFigure name="Accuracy">{percent(figures.key_accuracy)}</EndFigure>
          <EndFigure name="Best streak">×{whole(score.max_combo)}</EndFigure>
          <EndFigure name="Fixed">{whole(score.enemies_killed)}</EndFigure>
        </dl>
        <p className="end-line">
          {wave === 0 ? "Before the first wave" : `In wave ${wave}`} · {clock(end.run.endedAt)}
        </p>
        {race && <RaceLines race={race} />}
        {short && (
          <p id="end-short" className="end-line">
            {tooShortText(score)}
          </p>
        )}
        <p className="end-status" role="status">
          {statusOf(delivery, isKept, elsewhere, online)}
        </p>
        {elsewhere && delivery.state === "stored" && (
          <div className="end-actions">
            <Link
              ref={setPrimary}
              className="button button-primary"
              aria-keyshortcuts="Enter"
              to={`/results/${delivery.id}`}
            >
              See the result <KeyHint>Enter</KeyHint>
            </Link>
          </div>
        )}
        {delivery.state === "waiting" && (
          <div className="end-actions">
            <TryAgain onTry={retryDelivery} buttonRef={setPrimary} />
          </div>
        )}
        {delivery.state === "unclaimed" && !online && (
          <div className="end-actions">
            <TryAgain onTry={lookAgain} buttonRef={setPrimary} />
          </div>
        )}
        {delivery.state === "unclaimed" && online && (
          <div className="end-actions">
            {guest && <PlayAgain {...playAgain} primaryRef={setPrimary} />}
            {guest && (
              <Link className="button" to="/register?to=/kept">
                Create account and keep it
              </Link>
            )}
            {guest && (
              <Link className="button" to="/login?to=/kept">
                Sign in
              </Link>
            )}
            {!guest && (
              <Link
                ref={setPrimary}
                className="button button-primary"
                aria-keyshortcuts="Enter"
                to={delivery.other ? "/kept" : "/login?to=/kept"}
              >
                {delivery.other ? "Kept runs" : "Sign in"} <KeyHint>Enter</KeyHint>
              </Link>
            )}
            {!guest && <PlayAgain {...playAgain} />}
          </div>
        )}
        {(delivery.state === "refused" || delivery.state === "claimed") && (
          <PlayAgain {...playAgain} primaryRef={setPrimary} />
        )}
      </section>
      {guest && !short && (
        <LateReport {...{ online, game, engine, run, score, figures, highlights }} />
      )}
    </div>
  );
}
