/** Under the field of a replay: when one is, what is marked there, and how fast time goes. */
import { Pause, Play, RotateCcw } from "lucide-react";
import type { Ref } from "react";
import { clock } from "../text/format.ts";
import type { Mark } from "./timeline.ts";

const SPEEDS: [speed: number, label: string][] = [
  [0.5, "0.5×"],
  [1, "1×"],
  [2, "2×"],
  [4, "4×"],
];

const SECOND = 1_000;

/** Where a replay stands. */
export interface PlaybackState {
  position: number;
  wave: number;
  playing: boolean;
  speed: number;
  score: number;
}

interface ControlsProps extends PlaybackState {
  end: number;
  marks: Mark[];
  playRef: Ref<HTMLButtonElement>;
  onToggle(): void;
  onSeek(t: number): void;
  onSpeed(speed: number): void;
}

const SIGNS = { Play, Pause, "Play again": RotateCcw };

/** Places are set by script alone: the page's policy takes no inline style from the server. */
const at = (share: number) => ({ left: `${share * 100}%` });

function Bar({ position, wave, end, marks, onSeek }: ControlsProps) {
  // Whole seconds, so that a screen reader is not told of every tick.
  const last = Math.max(1, Math.ceil(end / SECOND));
  const second = position >= end ? last : Math.floor(position / SECOND);
  const where = wave === 0 ? "before the first wave" : `wave ${wave}`;
  const share = (t: number) => (end === 0 ? 1 : t / end);
  return (
    <div className="replay-bar">
      <div className="replay-track" aria-hidden="true">
        <i className="replay-passed" style={{ transform: `scaleX(${share(position)})` }} />
        {marks.map((mark, index) => (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: the marks of a run are always the same
            key={index}
            className="replay-mark"
            data-mark={mark.kind}
            style={at(share(mark.at))}
          />
        ))}
        <i className="replay-thumb" style={at(share(position))} />
      </div>
      <input
        type="range"
        aria-label="Time"
        aria-valuetext={`${clock(position)} of ${clock(end)}, ${where}`}
        min={0}
        max={last}
        value={second}
        onChange={(event) => onSeek(Number(event.target.value) * SECOND)}
      />
    </div>
  );
}

export function Controls(props: ControlsProps) {
  const { position, playing, speed, end, marks, playRef, onToggle, onSpeed } = props;
  const action = playing ? "Pause" : position >= end ? "Play again" : "Play";
  const Sign = SIGNS[action];
  const hits = marks.filter(({ kind }) => kind === "hit").length;
  const waves = marks.length - hits;
  return (
    <div className="replay-controls">
      <Bar {...props} />
      <div className="replay-row">
        <button
          ref={playRef}
          type="button"
          className="button replay-play"
          aria-keyshortcuts="Space"
          onClick={onToggle}
        >
          <Sign size={16} aria-hidden="true" />
          <span>{action}</span>
        </button>
        <span className="replay-clock">
          {clock(position)} <span className="text-dim">/ {clock(end)}</span>
        </span>
        <ul className="replay-legend">
          <li>
            <i className="replay-mark" data-mark="wave" aria-hidden="true" />
            {waves} {waves === 1 ? "wave" : "waves"}
          </li>
          <li>
            <i className="replay-mark" data-mark="hit" aria-hidden="true" />
            {hits} {hits === 1 ? "hit" : "hits"} on production
          </li>
        </ul>
        <fieldset className="replay-speeds">
          <legend className="sr-only">Speed</legend>
          {SPEEDS.map(([value, label]) => (
            <button
              key={value}
              type="button"
              aria-pressed={value === speed}
              onClick={() => onSpeed(value)}
            >
              {label}
            </button>
          ))}
        </fieldset>
      </div>
    </div>
  );
}
