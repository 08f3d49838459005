/**
 * The replay player: the field of the game, and controls. Loaded only when somebody watches a run, since
 * it brings the engine and the field with it.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { FieldFrame } from "../field/field-frame.tsx";
import { FieldRenderer } from "../field/renderer.ts";
import { sumText } from "../runs/score-sum.tsx";
import { clock, whole } from "../text/format.ts";
import { Controls, type PlaybackState } from "./controls.tsx";
import { Playback } from "./playback.ts";
import type { ReplayData } from "./replay-data.ts";

export { replayDataOf } from "./replay-data.ts";

/** Milliseconds between two updates of the timeline. */
const TICK = 100;
/** Milliseconds by which an arrow key jumps. */
const STRIDE = 5_000;

const ARROWS: Record<string, number> = { ArrowLeft: -STRIDE, ArrowRight: STRIDE };

/** Handles Space and the arrow keys within `player`; Space on a button still presses the button. */
function listenForKeys(player: HTMLElement, toggle: () => void, stride: (by: number) => void) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = ARROWS[event.key];
    if (by !== undefined) stride(by);
    else if (event.key !== " " || event.target instanceof HTMLButtonElement) return;
    else if (!event.repeat) toggle();
    event.preventDefault();
  };
  player.addEventListener("keydown", onKeyDown);
  return () => player.removeEventListener("keydown", onKeyDown);
}

const AT_START: PlaybackState = { position: 0, wave: 0, playing: false, speed: 1 };

interface ReplayPlayerProps {
  replayData: ReplayData;
  /** Whether it plays at once, because the visitor pressed "Watch the run". */
  begin: boolean;
}

export function ReplayPlayer({ replayData, begin }: ReplayPlayerProps) {
  const player = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const playback = useRef<Playback>();
  const [playbackState, setPlaybackState] = useState(AT_START);
  const { replay, run, engine, marks } = replayData;
  const { plan, outcome, ended_at_ms: end } = replay;

  const toggle = useCallback(() => {
    const { current } = playback;
    if (current?.playing) current.pause();
    else current?.play();
  }, []);

  useEffect(() => {
    const root = frame.current;
    if (!root || !player.current || !stage.current) return;
    const update = () =>
      setPlaybackState({
        position: current.now(),
        wave: current.state.wave,
        playing: current.playing,
        speed: current.speed,
        score: engine.scoreOf(current.state),
      });
    const current = new Playback(engine, run, {
      draw: (state, events, key) => renderer.draw(state, events, key),
      jump: (state, events) => {
        renderer.jump(state, events);
        update();
      },
      setRate: (rate) => {
        renderer.setRate(rate);
        root.toggleAttribute("data-still", rate === 0);
        update();
      },
    });
    const now = () => current.now();
    const renderer = new FieldRenderer(root, engine, replay.plan, now, replay.highlights);
    playback.current = current;
    current.seek(0);
    current.setSpeed(1);
    if (begin) {
      // The button that was pressed is no longer there.
      button.current?.focus({ preventScroll: true });
      player.current.scrollIntoView({ block: "nearest" });
      current.play();
    }
    const ticks = setInterval(() => current.playing && update(), TICK);
    const listening = new AbortController();
    const { signal } = listening;
    const pauseUnseen = () => document.hidden && current.pause();
    document.addEventListener("visibilitychange", pauseUnseen, { signal });
    stage.current.addEventListener("click", toggle, { signal });
    const unlisten = listenForKeys(player.current, toggle, (by) =>
      current.seek(current.now() + by),
    );
    return () => {
      current.stop();
      clearInterval(ticks);
      listening.abort();
      unlisten();
      for (const animation of root.getAnimations({ subtree: true })) animation.cancel();
      renderer.destroy();
    };
  }, [replay, run, engine, begin, toggle]);

  const { position, playing, score } = playbackState;
  return (
    <div ref={player} className="replay-player">
      <div ref={stage} className="replay-stage" tabIndex={-1}>
        <FieldFrame ref={frame} language={plan.language} difficulty={plan.difficulty} watched />
        {!playing && position === 0 && (
          <p className="replay-curtain" aria-hidden="true">
            <strong>Watch {clock(end)} of typing</strong>
          </p>
        )}
        {!playing && position >= end && (
          <p className="replay-curtain">
            <strong>{outcome === "defeat" ? "Production is down." : "Left the branch."}</strong>
            {score && (
              <>
                <span className="end-score">{whole(score.final_score)}</span>
                <span className="sum-line">{sumText(score)}</span>
              </>
            )}
          </p>
        )}
      </div>
      <Controls
        {...playbackState}
        end={end}
        marks={marks}
        playRef={button}
        onToggle={toggle}
        onSeek={(t) => playback.current?.seek(t)}
        onSpeed={(speed) => playback.current?.setSpeed(speed)}
      />
    </div>
  );
}
