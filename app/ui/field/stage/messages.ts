/**
 * The messages from the page to the stage: plain data, because the stage runs in a worker. All lengths
 * are CSS pixels from the upper end of the wall, all times milliseconds.
 */
import type { SyntaxKind } from "../../../contracts/highlight.ts";
import type { Kind } from "../../../engine/state.ts";

/** The colours of the stage, which field-stage.css defines. */
export const PALETTE_NAMES = [
  "text",
  "dim",
  "amber",
  "next",
  "on-amber",
  "mint",
  "coral",
  "typed",
  "glyph",
  "glyph-far",
  "chip",
  "chip-far",
  "chip-locked",
  "chip-dead",
  "edge",
  "edge-far",
  "edge-near",
  "edge-dead",
  "word",
  "name",
  "literal",
  "value",
  "note",
  "word-far",
  "name-far",
  "literal-far",
  "value-far",
] as const;

export type PaletteName = (typeof PALETTE_NAMES)[number];
export type Palette = Record<PaletteName, string>;

/** The size of the lanes, and of what is drawn in them. */
export interface Viewport {
  /** From the wall to the right edge, and from the first lane to the last. */
  width: number;
  height: number;
  /** Device pixels in one CSS pixel. */
  ratio: number;
  /** The font size of the locked code. All other sizes follow from it. */
  code: number;
  /** Whether there is no room for line numbers, nor for a card beside its bug. */
  narrow: boolean;
}

/**
 * How urgent a bug is.
 *
 * - `last-call`: it can still be fixed at the player's usual speed, by somebody who begins within the next seconds
 * - `fastest`: it can still be fixed, but only at the fastest speed of this run
 * - `late`: it can no longer be fixed, and production survives it
 * - `fatal`: production goes down with it, and it is near, late or a last call
 */
export type Urgency = "calm" | "last-call" | "fastest" | "late" | "fatal";

/** A bug, and its way to the wall. */
export interface BugPlacement {
  id: number;
  kind: Kind;
  lane: number;
  /** When it appeared, and the line on which it moves. */
  spawned_at: number;
  departed_at: number;
  arrives_at: number;
  /** The other bug of a race condition. */
  pair: number | null;
  /** Whether its pair was fixed, so that it hurries. */
  hurried: boolean;
  /** Whether it is a regression that came back. */
  returned: boolean;
  /** The lines that a leak has grown. */
  grown: number;
  /** The hunks of a boss, and how many of them are fixed. */
  phases: number;
  phase: number;
  urgency: Urgency;
  /** Whether another bug is nearer that begins with the same key, so that the key locks that one. */
  second: boolean;
  /** What the card says below its code. */
  note: string;
  /** What follows the line that is typed next, in words; empty for nothing. */
  more: string;
}

/** One line of a bug's code. */
export interface CodeLine {
  text: string;
  /** Its number in the file. */
  number: number;
  /** Whether Enter is typed at its end. */
  enter: boolean;
  /** Whether a leak grew it, so that it scores nothing. */
  grown: boolean;
  /** The ranges that are not plain text. */
  colors: readonly (readonly [from: number, to: number, kind: SyntaxKind])[];
}

/** Where the next key of a bug goes. */
export interface Caret {
  line: number;
  column: number;
  /** Characters that the key types; 0 for Enter. */
  length: number;
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
  | { type: "enter"; bug: BugPlacement }
  /** The bug's line, lane or marks changed. */
  | { type: "change"; bug: BugPlacement }
  | { type: "code"; id: number; lines: readonly CodeLine[] }
  | { type: "caret"; id: number; locked: boolean; caret: Caret }
  /** A wrong key; `id` is the locked bug. */
  | { type: "miss"; id: number | null; key: string }
  | { type: "shot"; id: number; damage: number; heat: number; at: number }
  /** `points` is what the fix scored. */
  | { type: "kill"; id: number; at: number; points: number }
  | { type: "leave"; id: number }
  | { type: "jump"; id: number }
  | { type: "phase"; id: number }
  | { type: "impact"; lane: number; percent: number }
  /** A rollback pushed all bugs back. */
  | { type: "rollback" }
  /** A hotfix completed a line of the bug. */
  | { type: "hotfix"; id: number }
  /** Production is down: the bugs that are left pass the wall. */
  | { type: "fall" }
  | { type: "clear" };

/** Returns the time now, on a clock that the page and its workers share. */
export const momentNow = () => performance.timeOrigin + performance.now();
