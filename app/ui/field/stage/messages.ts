/**
 * What the stage is told: plain data, since it may stand on another thread. All
 * lengths are CSS pixels from the upper end of the wall, all times milliseconds.
 */
import type { Kind } from "../../../engine/v1/balance.ts";

/** The colours of the stage, as CSS colours. What they are is in field-stage.css. */
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

/** How big everything is drawn. */
export interface Viewport {
  /** From the wall to the right edge, and from the first lane to the last. */
  width: number;
  height: number;
  /** Device pixels in one of CSS. */
  ratio: number;
  /** On small fields all is drawn smaller. */
  compact: boolean;
  /** One character of a chip. */
  char: number;
}

/** Who enters, and their way to the wall. */
export interface BugPlacement {
  id: number;
  kind: Kind;
  /** Where they appear, and at what height they go. */
  from: number;
  y: number;
  spawned_at: number;
  arrives_at: number;
  /** How many pips they begin with. */
  pips: number;
}

/** What is written beside a bug. */
export interface Label {
  id: number;
  locked: boolean;
  done: string;
  next: string;
  rest: string;
  /** The key that is due before the token. */
  separator: "" | "space" | "enter";
  /** Pips left. */
  left: number;
}

export type Tone = "amber" | "mint" | "coral";

/** At `moment` (of `momentNow`) the run's clock stood at `at`; from there it goes `rate` times as fast. */
export interface RunClock {
  at: number;
  moment: number;
  rate: number;
}

/** What the run's clock shows at `now`. */
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
  /** Nobody holds them back any more. */
  | { type: "fall" }
  | { type: "clear" };

/** Now, on a clock that the page and its workers share. */
export const momentNow = () => performance.timeOrigin + performance.now();
