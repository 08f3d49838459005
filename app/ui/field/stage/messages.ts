/**
 * The messages from the page to the stage: plain data, because the stage runs in a worker. All lengths
 * are CSS pixels from the upper end of the wall, all times milliseconds.
 */
import type { Kind } from "../../../engine/state.ts";

/** The colours of the stage, which field-stage.css defines. */
export const PALETTE_NAMES = [
  "text",
  "dim",
  "amber",
  "next",
  "mint",
  "coral",
  "glyph",
  "pip",
  "spent",
  "chip",
  "chip-locked",
  "chip-dead",
  "edge",
  "edge-near",
  "edge-dead",
] as const;

export type PaletteName = (typeof PALETTE_NAMES)[number];
export type Palette = Record<PaletteName, string>;

/** The size of the lanes, and how large bugs are drawn in them. */
export interface Viewport {
  /** From the wall to the right edge, and from the first lane to the last. */
  width: number;
  height: number;
  /** Device pixels in one CSS pixel. */
  ratio: number;
  /** Whether bugs are drawn smaller, on a small field. */
  compact: boolean;
  /** The width of one character of a label. */
  char: number;
}

/** A bug that enters, and its way to the wall. */
export interface BugPlacement {
  id: number;
  kind: Kind;
  /** Where it appears, and the height at which it walks. */
  from: number;
  y: number;
  spawned_at: number;
  arrives_at: number;
  /** How many pips its label has at first. */
  pips: number;
}

/** The text beside a bug. */
export interface Label {
  id: number;
  locked: boolean;
  done: string;
  next: string;
  rest: string;
  /** The key to press before the token. */
  separator: "" | "space" | "enter";
  /** Pips left. */
  left: number;
}

export type Tone = "amber" | "mint" | "coral";

/** The run's clock: it showed `at` at `moment` (of `momentNow`), and since then runs `rate` times as fast. */
export interface RunClock {
  at: number;
  moment: number;
  rate: number;
}

/** Returns the time of the run at `now`. */
export const timeAt = ({ at, moment, rate }: RunClock, now: number) => at + (now - moment) * rate;

export type StageMessage =
  | { type: "set"; viewport: Viewport; palette: Palette; still: boolean }
  | ({ type: "clock" } & RunClock)
  | ({ type: "enter" } & BugPlacement)
  | { type: "place"; id: number; from: number; y: number }
  | ({ type: "label" } & Label)
  | { type: "miss"; id: number }
  | { type: "shot"; id: number; damage: number; heat: number; at: number }
  | { type: "kill"; id: number; at: number }
  | { type: "leave"; id: number }
  | { type: "impact"; y: number; damage: number }
  /** Production is down: the bugs that are left pass the wall. */
  | { type: "fall" }
  | { type: "clear" };

/** Returns the time now, on a clock that the page and its workers share. */
export const momentNow = () => performance.timeOrigin + performance.now();
