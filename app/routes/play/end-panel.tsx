/** The panel at the end of a run: its result, and the delivery of its keys to the server. */
import { Link, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Highlight } from "../../contracts/highlight.ts";
import { isRankedMode, isTooShort } from "../../contracts/ranking.ts";
import type { Mode } from "../../engine/plan.ts";
import type { RaceVerdict } from "../../engine/race.ts";
import type { Outcome } from "../../engine/state.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { SETTLE, useEnter } from "../../ui/forms/use-enter.ts";
import { registerServiceWorker } from "../../ui/offline/service-worker.ts";
import { type Delivery, retryDelivery } from "../../ui/outbox/delivery.ts";
import { useNetwork } from "../../ui/outbox/network.ts";
import { clock, percent, whole } from "../../ui/text/format.ts";
import { tooShortText } from "../../ui/text/unranked.ts";
import { wavesSurvivedOfText } from "../../ui/text/waves-survived.ts";
import { GuestPlace } from "./board-place.tsx";
import { statusOf } from "./delivery-status.ts";
import { PlayAgain, TryAgain, useKey, WaysOut } from "./end-actions.tsx";
import { EndHeadline } from "./end-headline.tsx";
import { PassOn } from "./pass-on.tsx";
import type { RunEnd } from "./run-end.ts";
import type { RunReport, RunReportProps } from "./run-report.tsx";
import type { StartedRun } from "./started-run.ts";

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

/** Milliseconds until Enter works. After a defeat its animation (play.css) is shown first. */
const settleTime = (outcome: Outcome) => (outcome === "defeat" ? 1_340 : 0) + SETTLE;

function againLabel(race: RaceVerdict | undefined): string {
  if (!race) return "Play again";
  return race.winner === "own" ? "Race again" : "Revenge";
}

/** Loads the report of a run that no server has. Without a network the panel stands alone until it is back. */
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

/** Whether the panel stays: a run that is on its way or stored leads to its result by itself. */
const isSettled = ({ state }: Delivery, elsewhere: boolean) =>
  elsewhere || (state !== "sending" && state !== "stored");

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
  const { engine, run, outcome, wave, score, figures, elsewhere, race } = end;
  const { language, difficulty } = game;
  const guest = delivery.state === "unclaimed" && delivery.player === null;
  const unstored = delivery.state === "unstored";
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
  useEffect(registerServiceWorker, []);
  return (
    <div
      className="end-screen"
      data-outcome={outcome}
      data-winner={race && !elsewhere ? (race.winner ?? "draw") : undefined}
    >
      <section className="end-card" aria-labelledby="end-title" data-delivery={delivery.state}>
        <EndHeadline end={end} titleRef={title} describedBy={short ? "end-short" : undefined} />
        <dl className="end-figures" translate="no">
          <EndFigure name="WPM">{whole(figures.standard_wpm)}</EndFigure>
          <EndFigure name="Accuracy">{percent(figures.key_accuracy)}</EndFigure>
          <EndFigure name="Longest combo">{whole(score.max_combo)}</EndFigure>
          <EndFigure name="Fixed">{whole(score.enemies_killed)}</EndFigure>
        </dl>
        <p className="end-line">
          {wavesSurvivedOfText(score.waves_completed, wave)} ·{" "}
          {clock(score.playtime_seconds * 1_000)}
        </p>
        {short && (
          <p id="end-short" className="end-line">
            {tooShortText(score)}
          </p>
        )}
        <p className="end-status" role="status">
          {statusOf(delivery, isKept, elsewhere, online)}
        </p>
        {race && (
          <p className="end-cause">
            A race against a ghost is for the fun and the verdict: it counts for no board.
          </p>
        )}
        {guest && mode === "standard" && !short && (
          <GuestPlace {...{ language, difficulty }} score={score.final_score} />
        )}
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
                {short ? "Create account" : "Create account and keep it"}
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
        {(unstored || delivery.state === "refused" || delivery.state === "claimed") && (
          <PlayAgain {...playAgain} primaryRef={setPrimary} />
        )}
        {isSettled(delivery, elsewhere) && <WaysOut {...{ language, difficulty, mode }} />}
        {guest && race && again.result_id && (
          <PassOn race={race} score={score.final_score} result={again.result_id} />
        )}
      </section>
      {(guest || unstored) && !short && (
        <LateReport
          online={online || unstored}
          {...{ game, engine, run, score, figures, highlights }}
        />
      )}
    </div>
  );
}
