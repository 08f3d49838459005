/** Stage two: the run itself. Puts the player's hands, the rules and the drawing together. */
import { useNavigate } from "@remix-run/react";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { StartedGame } from "../../contracts/game.ts";
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
}

function endOf(state: State): Ended | undefined {
  return state.over
    ? { outcome: state.over.outcome, score: scoreOf(state), wave: state.wave }
    : undefined;
}

export function Game({ game, soft }: GameProps) {
  const frame = useRef<HTMLDivElement>(null);
  const run = useRef<Run>();
  const navigate = useNavigate();
  const [ended, setEnded] = useState<Ended>();
  const [delivery, setDelivery] = useState<Delivery>({ state: "sending" });

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
    unlisten = listenForKeys(soft.current, {
      onKey: (key) => current.press(key),
      onQuit: () => current.quit(),
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
  }, [game, soft, navigate]);

  const press = useCallback((key: string) => run.current?.press(key), []);
  const quit = useCallback(() => run.current?.quit(), []);
  // The same elements for ever, so that React leaves the frame alone.
  const controls = useMemo(() => <QuitButton onQuit={quit} />, [quit]);
  const aside = useMemo(() => <KeyButtons onPress={press} />, [press]);
  const keys = useMemo(() => <KeyButtons onPress={press} brief />, [press]);
  const { language, difficulty } = game;
  return (
    <>
      <h1 className="sr-only">Defending main</h1>
      <FieldFrame ref={frame} {...{ language, difficulty, controls, aside, keys }} />
      {ended ? (
        <EndPanel {...ended} delivery={delivery} language={language} difficulty={difficulty} />
      ) : (
        <AwayNotice soft={soft} />
      )}
    </>
  );
}
