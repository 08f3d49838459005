/** Stage two: the run itself. Puts the player's hands, the rules and the drawing together. */
import { unstable_usePrompt, useBeforeUnload, useNavigate, useSubmit } from "@remix-run/react";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { StartedGame } from "../../contracts/game.ts";
import type { Controls } from "../../contracts/settings.ts";
import { type Score, scoreOf } from "../../engine/score.ts";
import type { Outcome, State } from "../../engine/state.ts";
import { FieldFrame } from "../../ui/field/field-frame.tsx";
import { FieldRenderer } from "../../ui/field/renderer.ts";
import { AwayNotice } from "./away-notice.tsx";
import { EndPanel } from "./end-panel.tsx";
import { KeyButtons, QuitButton } from "./key-buttons.tsx";
import { listenForKeys } from "./keyboard.ts";
import { Run } from "./run.ts";
import { type Delivery, sendResult } from "./send-result.ts";
import { fitVisibleViewport } from "./viewport.ts";

/** The end is looked at for at least so many milliseconds before its result page comes. */
const LAST_LOOK = 1_400;

export interface Ended {
  outcome: Outcome;
  score: Score;
  wave: number;
}

export interface GameProps {
  game: StartedGame;
  /** Keeps the soft keyboard open, from the chooser on. */
  soft: RefObject<HTMLInputElement>;
  /** The player's own keys for the next target and for starting anew. */
  controls: Controls;
}

function endOf(state: State): Ended | undefined {
  return state.over
    ? { outcome: state.over.outcome, score: scoreOf(state), wave: state.wave }
    : undefined;
}

export function Game({ game, soft, controls }: GameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const run = useRef<Run>();
  const navigate = useNavigate();
  const submit = useSubmit();
  const [ended, setEnded] = useState<Ended>();
  const [delivery, setDelivery] = useState<Delivery>({ state: "sending" });

  const live = ended === undefined;
  unstable_usePrompt({
    when: ({ currentLocation, nextLocation }) =>
      live && currentLocation.pathname !== nextLocation.pathname,
    message: "Leave this run? It would not be kept.",
  });
  useBeforeUnload((event) => {
    if (live) event.preventDefault();
  });

  useEffect(() => {
    const root = frame.current;
    if (!root) return;
    let unlisten = () => {};
    let drawn = false;
    const current = new Run(game, (state, events) => {
      renderer.draw(state, events);
      if (!state.over || drawn) return;
      drawn = true;
      clearInterval(seconds);
      unlisten();
      setEnded(endOf(state));
      const sent = sendResult(
        {
          session_token: game.session_token,
          outcome: state.over.outcome,
          key_sequence: current.keys,
          ended_at_ms: state.over.at,
        },
        setDelivery,
      );
      const looked = new Promise((resolve) => setTimeout(resolve, LAST_LOOK));
      Promise.all([sent, looked]).then(([fate]) => {
        if (fate.state !== "stored" || !mounted) return;
        const { id, new_best, rank } = fate;
        navigate(`/results/${id}`, { state: { new_best, rank } });
      });
    });
    let mounted = true;
    const renderer = new FieldRenderer(root, game, () => current.now());
    const seconds = setInterval(() => current.wake(), 1_000);
    const unfit = fitVisibleViewport(root);
    unlisten = listenForKeys(soft.current, controls, {
      onKey: (key) => current.press(key),
      onQuit: () => current.quit(),
      onRestart: () => {
        current.stop();
        unlisten();
        const { language, difficulty } = game;
        submit({ language, difficulty }, { method: "post", action: "/play" });
      },
    });
    run.current = current;
    if (document.activeElement !== soft.current) {
      root.querySelector<HTMLElement>(".field")?.focus({ preventScroll: true });
    }
    current.wake();
    return () => {
      mounted = false;
      current.stop();
      clearInterval(seconds);
      unlisten();
      unfit();
      renderer.destroy();
    };
  }, [game, soft, controls, navigate, submit]);

  const press = useCallback((key: string) => run.current?.press(key), []);
  const quit = useCallback(() => run.current?.quit(), []);
  // The same elements for ever, so that React leaves the frame alone.
  const end = useMemo(() => <QuitButton onQuit={quit} />, [quit]);
  const aside = useMemo(
    () => <KeyButtons onPress={press} controls={controls} />,
    [press, controls],
  );
  const keys = useMemo(
    () => <KeyButtons onPress={press} controls={controls} brief />,
    [press, controls],
  );
  const { language, difficulty } = game;
  return (
    <>
      <h1 className="sr-only">Defending main</h1>
      <FieldFrame ref={frame} {...{ language, difficulty, aside, keys }} controls={end} />
      {ended ? (
        <EndPanel {...ended} delivery={delivery} language={language} difficulty={difficulty} />
      ) : (
        <AwayNotice soft={soft} />
      )}
    </>
  );
}
