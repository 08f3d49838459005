/** The controls under a replay: the timeline with its marks, play and pause, and the speed. */
import { Pause, Play, RotateCcw } from "lucide-react";
import type { Ref } from "react";
import type { Score } from "../../engine/score.ts";
import { clock } from "../text/format.ts";
import type { Mark } from "./timeline.ts";

const SPEEDS: [speed: number, label: string][] = [
  [0.5, "0.5×"],
  [1, "1×"],
  [2, "2×"],
  [4, "4×"],
];

const SECOND = 1_000;

/** The state of a replay. */
export interface PlaybackState {
  position: number;
  wave: number;
  playing: boolean;
  speed: number;
  /** Undefined until the first frame is drawn. */
  score?: Score;
}

interface ControlsProps extends PlaybackState {
  end: number;
  marks: Mark[];
  playRef: Ref<HTMLButtonElement>;
  onToggle(): void;
  onSeek(t: number): void;
  onSpeed(speed: number): void;
}

const ICONS = { Play, Pause, "Play again": RotateCcw };

/** Positions are set by script only: the Content-Security-Policy forbids inline styles of the server. */
const at = (share: number) => ({ left: `${share * 100}%` });

function Bar({ position, wave, end, marks, onSeek }: ControlsProps) {
  // Whole seconds, so that screen readers do not read out every tick.
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
  const Icon = ICONS[action];
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
          <Icon size={16} aria-hidden="true" />
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
