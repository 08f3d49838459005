/** The game while a run is played and when it has ended. */

import { unstable_usePrompt, useBeforeUnload, useNavigate, useSubmit } from "@remix-run/react";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Highlight } from "../../contracts/highlight.ts";
import type { Settings } from "../../contracts/settings.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Outcome } from "../../engine/state.ts";
import { typingFigures } from "../../engine/typing-speed.ts";
import { FieldFrame } from "../../ui/field/field-frame.tsx";
import { useStarting } from "../../ui/forms/starting.tsx";
import type { Delivery } from "../../ui/outbox/delivery.ts";
import { AwayNotice, PausedNotice } from "../shared/run/away-notice.tsx";
import type { Ghost } from "../shared/run/ghost.ts";
import { KeyButtons, PauseButton, QuitButton, SwitchButtons } from "../shared/run/key-buttons.tsx";
import type { Run } from "../shared/run/run.ts";
import type { PlaySettings, RunController } from "../shared/run/run-controller.ts";
import { startRun, switchesFor } from "../shared/run/run-controller.ts";
import { useEngineVersion } from "../shared/run/use-engine-version.ts";
import { LateEndPanel, loadEndPanel } from "./late-end-panel.tsx";
import type { RunEnd } from "./run-end.ts";
import { RunSaver } from "./run-saver.ts";
import type { Saver } from "./saver.ts";
import type { StartedRun } from "./started-run.ts";
import { restartFields } from "./started-run.ts";

/** The fewest milliseconds for which the end of a run is shown before its result page. */
const shownMs = (outcome: Outcome) => (outcome === "defeat" ? 3_200 : 1_200);

export interface GameProps {
  game: StartedRun;
  /** The highlighting of each snippet of the plan. */
  highlights: Highlight[];
  /** The id of the result that is raced, if there is one. */
  ghost: string | null;
  /** The username of the signed-in player. */
  viewer: string | null;
  /** Takes the keys, and keeps the soft keyboard open from the chooser on. */
  soft: RefObject<HTMLInputElement>;
  /** Of a run that no server knows of. */
  ownSaver: Saver | undefined;
  settings: PlaySettings & Pick<Settings, "notifications">;
}

/** @param rival the ghost of a race, once it is loaded */
function endOf(engine: Engine, run: Run, elsewhere: boolean, rival?: Ghost): RunEnd | undefined {
  const { state, keys } = run;
  if (!state.over) return undefined;
  const { outcome, at: endedAt } = state.over;
  const score = engine.scoreOf(state);
  const figures = typingFigures(state, score);
  const recorded = { plan: state.plan, keys: [...keys], outcome, endedAt };
  const race = rival?.verdict(engine, recorded);
  return {
    engine,
    run: recorded,
    outcome,
    wave: state.wave,
    score,
    figures,
    elsewhere,
    ...(race && { race: { ...race, rival: rival?.player } }),
  };
}

export function Game({ game, highlights, ghost, viewer, soft, ownSaver, settings }: GameProps) {
  const { controls } = settings;
  const engine = useEngineVersion(game.engine_version);
  const switches = useMemo(() => switchesFor(settings), [settings]);
  const frame = useRef<HTMLDivElement>(null);
  const run = useRef<Run>();
  const controller = useRef<RunController>();
  const navigate = useNavigate();
  const submit = useSubmit();
  // Another run is being started, whose page comes next.
  const starting = useRef(false);
  starting.current = useStarting();
  const [ended, setEnded] = useState<RunEnd>();
  const [delivery, setDelivery] = useState<Delivery>({ state: "sending" });
  const [isKept, setKept] = useState(true);
  const [paused, setPaused] = useState(false);
  const pausable = game.mode === "relaxed";

  const live = engine !== undefined && ended === undefined;
  unstable_usePrompt({
    when: ({ currentLocation, nextLocation }) =>
      live && currentLocation.pathname !== nextLocation.pathname,
    message: "Leave this run? It ends here.",
  });
  useBeforeUnload((event) => {
    if (live && !starting.current) event.preventDefault();
  });

  useEffect(() => {
    const root = frame.current;
    const input = soft.current;
    if (!root || !input || !engine) return;
    let mounted = true;
    const current = startRun(root, {
      engine,
      plan: game,
      highlights,
      input,
      controls: settings.controls,
      volume: settings.sound_volume,
      switches,
      onProgress: () => saver.save(),
      onKey: () => {
        saver.pressed();
        if (current.run.keys.length === 1) void loadEndPanel();
      },
      onWave: () => saver.checkpoint(),
      onOver: (over, state) => {
        setEnded(endOf(engine, over, elsewhere, rival));
        if (!state.over) return;
        const { outcome, at } = state.over;
        const delivered = saver.finish(outcome, at, (delivery) => {
          setDelivery(delivery);
          setKept(saver.isKept);
        });
        const shown = new Promise((resolve) => setTimeout(resolve, shownMs(outcome)));
        Promise.all([delivered, shown]).then(([delivery]) => {
          // Who comes back from the other tab reads first why the run ended.
          if (delivery.state !== "stored" || !mounted || elsewhere || starting.current) return;
          const { id, new_best, rank } = delivery;
          const achievements = settings.notifications.achievements ? delivery.achievements : null;
          navigate(`/results/${id}`, { state: { new_best, rank, achievements } });
        });
      },
      onRestart: () => {
        // There is no second try: this one ends, and its result leads on to practice.
        if (game.mode === "daily") return current.run.quit();
        current.stop();
        restarted = true;
        const again = () => submit(restartFields(game, ghost), { method: "post", action: "/play" });
        saver.discard().then(again);
      },
      onPaused: pausable ? setPaused : undefined,
    });
    controller.current = current;
    const saver: Saver =
      "unstored" in game
        ? (ownSaver as Saver)
        : new RunSaver(game, viewer, current.run.keys, {
            onStartElsewhere: () => {
              elsewhere = true;
              current.run.quit();
            },
            onClosed: () =>
              current.renderer.tell("You started another game since: this run no longer counts."),
          });
    let restarted = false;
    let elsewhere = false;
    let rival: Ghost | undefined;
    const race = (loaded: Ghost | undefined) => {
      rival = loaded;
      if (loaded) current.race(loaded);
    };
    if (ghost) {
      import("../shared/run/ghost.ts")
        .then(({ loadGhost }) => loadGhost(ghost))
        .then(race, () => {});
    }
    run.current = current.run;
    current.run.wake();
    return () => {
      mounted = false;
      const { state } = current.run;
      if (state.over || restarted) saver.close();
      else void saver.abandon(current.run.now());
      current.stop();
    };
  }, [
    engine,
    game,
    highlights,
    ghost,
    viewer,
    soft,
    ownSaver,
    settings,
    switches,
    pausable,
    navigate,
    submit,
  ]);

  useEffect(() => {
    document.body.toggleAttribute("data-playing", true);
    return () => {
      document.body.removeAttribute("data-playing");
    };
  }, []);

  // What lies below the panel or the notice takes no focus. The live regions beside it are still read.
  useEffect(() => {
    frame.current?.firstElementChild?.toggleAttribute("inert", paused || ended !== undefined);
  }, [paused, ended]);

  const press = useCallback((key: string) => run.current?.press(key), []);
  const quit = useCallback(() => run.current?.quit(), []);
  const togglePause = useCallback(() => {
    controller.current?.togglePause();
    soft.current?.focus({ preventScroll: true });
  }, [soft]);
  // Memoised, so that React does not render the frame again.
  const buttons = useMemo(
    () => (
      <>
        <SwitchButtons switches={switches} />
        {pausable && <PauseButton onPause={togglePause} />}
        <QuitButton onQuit={quit} />
      </>
    ),
    [switches, quit, pausable, togglePause],
  );
  const keys = useMemo(() => <KeyButtons onPress={press} controls={controls} />, [press, controls]);
  const usePower = useCallback(() => press("ArrowUp"), [press]);
  const { language, difficulty } = game;
  return (
    <>
      <h1 className="sr-only">Defending main</h1>
      <FieldFrame
        ref={frame}
        {...{ language, difficulty, keys }}
        controls={buttons}
        onPower={usePower}
      />
      {ended ? (
        <LateEndPanel
          {...ended}
          {...{ delivery, isKept }}
          mode={game.mode}
          again={restartFields(game, ghost)}
          restartKey={controls.restart_key}
          {...{ game, highlights }}
        />
      ) : paused ? (
        <PausedNotice onResume={togglePause} />
      ) : (
        <AwayNotice soft={soft} />
      )}
    </>
  );
}
