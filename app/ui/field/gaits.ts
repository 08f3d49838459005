/**
 * How each kind walks: its symbol and its brackets, each in a layer of its own. Run by
 * the compositor as Web Animations, since those of CSS tell the page of each of
 * their rounds, and 40 bugs would tell it hundreds of times a second.
 */
import type { Kind } from "../../engine/balance.ts";

type Gait = [keyframes: Keyframe[], timing: KeyframeAnimationOptions];

const IN_OUT = "ease-in-out";

/** There and back, for ever; half of it takes `duration`. */
function sway(from: string, to: string, duration: number, easing = IN_OUT): Gait {
  return [
    [{ transform: from }, { transform: to }],
    { duration, easing, direction: "alternate", iterations: Number.POSITIVE_INFINITY },
  ];
}

function round(keyframes: Keyframe[], duration: number, easing = IN_OUT): Gait {
  return [keyframes, { duration, easing, iterations: Number.POSITIVE_INFINITY }];
}

const still = { transform: "none" };
const STAMP = "cubic-bezier(0.5, 0, 0.3, 1)";

const GAITS: Record<Kind, { symbol: Gait; brackets: Gait }> = {
  // Scuttles: on these legs, then on those.
  bug: {
    symbol: sway(
      "rotate(-14deg) translateY(-1px)",
      "rotate(16deg) translateY(1px)",
      500,
      "steps(2, jump-none)",
    ),
    brackets: sway("scaleX(0.92)", "scaleX(1.06)", 1_000),
  },
  // Hops, and lands on its comma.
  syntax: {
    symbol: sway("translateY(2px) scaleY(0.9)", "translateY(-4px) scaleY(1.05)", 620),
    brackets: sway("scale(1.05, 0.95)", "scale(0.95, 1.04)", 620),
  },
  // Drifts, and is not quite there.
  null: {
    symbol: round(
      [
        { opacity: 1, transform: "translateY(-1px)" },
        { opacity: 1, transform: "translateY(-1px)", offset: 0.55 },
        { opacity: 0.25, transform: "translateY(2px)", offset: 0.75 },
        { opacity: 1, transform: "translateY(-1px)" },
      ],
      2_600,
    ),
    brackets: sway("translateY(-3px) rotate(-4deg)", "translateY(3px) rotate(4deg)", 2_100),
  },
  // Two who cannot agree on who goes first.
  race: {
    symbol: sway("translateX(-3px)", "translateX(3px)", 260),
    brackets: sway("skewX(6deg)", "skewX(12deg) translateX(-1px)", 520),
  },
  // Swells, while the whole of it grows.
  leak: {
    symbol: sway("scale(0.84)", "scale(1.14)", 1_400),
    brackets: sway("scale(0.95, 1.04)", "scale(1.05, 0.95)", 1_400),
  },
  // Stamps, and waits for the echo.
  boss: {
    symbol: round(
      [
        still,
        { transform: "translateY(-4px) rotate(-3deg)", offset: 0.25 },
        { transform: "translateY(3px)", offset: 0.4 },
        { ...still, offset: 0.6 },
        still,
      ],
      1_600,
      STAMP,
    ),
    brackets: round(
      [
        still,
        { transform: "scale(1.08, 1.02)", offset: 0.25 },
        { transform: "scale(0.94, 0.98)", offset: 0.4 },
        { ...still, offset: 0.6 },
        still,
      ],
      1_600,
      STAMP,
    ),
  },
};

/** Near the wall all do the same: they snap. */
const SNAP = sway("scaleX(0.86)", "scaleX(1.04)", 400);

/** The walk of one bug. */
export class Walk {
  #kind: Kind;
  #symbol: HTMLElement;
  #brackets: HTMLElement;
  #running: Animation[] = [];
  #near = false;

  constructor(kind: Kind, symbol: HTMLElement, brackets: HTMLElement) {
    this.#kind = kind;
    this.#symbol = symbol;
    this.#brackets = brackets;
  }

  get goes(): boolean {
    return this.#running.length > 0;
  }

  start(): void {
    if (this.goes) return;
    const { symbol, brackets } = GAITS[this.#kind];
    this.#running = [
      this.#symbol.animate(...symbol),
      this.#brackets.animate(...(this.#near ? SNAP : brackets)),
    ];
  }

  stop(): void {
    for (const one of this.#running) one.cancel();
    this.#running = [];
  }

  snap(near: boolean): void {
    if (near === this.#near) return;
    this.#near = near;
    if (!this.goes) return;
    this.stop();
    this.start();
  }
}
