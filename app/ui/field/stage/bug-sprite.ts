/** One bug: where it is, how it holds itself, and how that looks. */
import { linesOf, type Pen, strike } from "./canvas.ts";
import { falling, linear, mix, out, through } from "./easing.ts";
import { LabelArt } from "./label-sprite.ts";
import type { Label, LabelPart, Measures, Palette } from "./messages.ts";
import { LEAK, NEAR, reachOf, sizesOf, WIDE_OPEN } from "./sizes.ts";
import { GAITS, type Pose, SNAP, STILL } from "./walk-cycles.ts";

/** Milliseconds of a death, a flinch, and between two steps of a way under reduced motion. */
const DEATH = 360;
const FLINCH = 140;
const STEP = 1_200;
const FALL = 1_600;
const SHAKE = [0, -3, 3, -2, 0].map((value, index) => [index / 4, value] as const);
const RISE = [
  [0, 0],
  [0.6, -6],
  [1, -14],
] as const;
const FADE = [
  [0, 1],
  [0.6, 1],
  [1, 0],
] as const;

/** What a scene is like, for all who are in it. */
export interface Setting {
  measures: Measures;
  inks: Palette;
  /** Nothing moves but on its way, and that in steps. */
  still: boolean;
  /** Whose light falls on bosses. */
  dread: CanvasImageSource;
}

/** How far from the wall it is at `t` of the run. */
export function offsetAt(
  { from, spawned_at, arrives_at }: LabelPart,
  t: number,
  still: boolean,
): number {
  const duration = arrives_at - spawned_at;
  const passed = linear((t - spawned_at) / duration);
  if (!still) return from * (1 - passed);
  const steps = Math.max(2, Math.round(duration / STEP));
  return from * (1 - Math.floor(passed * steps) / steps);
}

export const isNear = ({ spawned_at, arrives_at }: LabelPart, t: number): boolean =>
  t > arrives_at - NEAR * (arrives_at - spawned_at);

export class BugSprite {
  readonly part: LabelPart;
  #label: Label;
  #art = new LabelArt();
  /** Moments at which it was hit, missed and killed, and at which nothing held it any more. */
  #hit = Number.NEGATIVE_INFINITY;
  #missed = Number.NEGATIVE_INFINITY;
  #died: number | undefined;
  #fell: number | undefined;
  /** Of the run, when it died. */
  #end = 0;

  constructor(part: LabelPart) {
    this.part = part;
    const { id, pips } = part;
    this.#label = { id, locked: false, done: "", next: "", rest: "", separator: "", left: pips };
  }

  get locked(): boolean {
    return this.#label.locked && this.#died === undefined;
  }

  get dead(): boolean {
    return this.#died !== undefined;
  }

  write(label: Label): void {
    this.#label = label;
  }

  flinch(moment: number): void {
    this.#hit = moment;
  }

  miss(moment: number): void {
    this.#missed = moment;
  }

  /** @param at of the run's time, where it stays */
  die(moment: number, at: number): void {
    this.#died = moment;
    this.#end = at;
    this.#label = { ...this.#label, done: "", next: "fixed", rest: "", separator: "" };
  }

  fall(moment: number): void {
    this.#fell ??= moment;
  }

  forget(): void {
    this.#art.forget();
  }

  /** Whether it has anything left to do that time alone does not move. */
  acts(moment: number): boolean {
    return (
      moment - Math.max(this.#hit, this.#missed) < FLINCH ||
      (this.#fell !== undefined && moment - this.#fell < FALL)
    );
  }

  /** Whether it is gone for good. */
  gone(moment: number): boolean {
    return this.#died !== undefined && moment - this.#died >= DEATH;
  }

  paint(pen: Pen, t: number, moment: number, setting: Setting): void {
    const { measures, still } = setting;
    const { part } = this;
    const sizes = sizesOf(measures.compact);
    const at = this.dead ? this.#end : t;
    const [width] = part.kind === "boss" ? sizes.boss : sizes.glyph;
    const death = this.#died === undefined ? undefined : out((moment - this.#died) / DEATH);
    const push = still ? 0 : 5 * (1 - out((moment - this.#hit) / FLINCH));
    const slide = this.#fell === undefined ? 0 : 46 * falling((moment - this.#fell) / FALL);
    const x = offsetAt(part, at, still) + push - slide;
    const arriving = still ? 1 : out((t - part.spawned_at) / 200);

    pen.globalAlpha = arriving;
    pen.save();
    pen.translate(x + width / 2, part.y);
    this.#paintGlyph(pen, at, death, setting);
    pen.restore();

    const dodge = still ? 0 : through(SHAKE, linear((moment - this.#missed) / FLINCH));
    const rise = death === undefined ? 0 : through(RISE, death);
    pen.globalAlpha = death === undefined ? arriving : through(FADE, death);
    const look = {
      label: this.#label,
      pips: part.pips,
      near: !this.dead && isNear(part, at),
      dead: this.dead,
    };
    const chip = x + reachOf(part.kind, sizes) + sizes.gap + dodge;
    this.#art.show(pen, chip, part.y + rise, look, measures, setting.inks);
  }

  #paintGlyph(pen: Pen, t: number, death: number | undefined, setting: Setting): void {
    const { measures, inks, still, dread } = setting;
    const { kind, spawned_at, arrives_at } = this.part;
    const sizes = sizesOf(measures.compact);
    const [width, height] = kind === "boss" ? sizes.boss : sizes.glyph;
    const near = isNear(this.part, t) && death === undefined;
    if (kind === "boss") {
      const rim = 28;
      const alpha = pen.globalAlpha;
      pen.globalAlpha = 0.5 * alpha * (1 - (death ?? 0));
      pen.drawImage(dread, -width / 2 - rim, -height / 2 - rim, width + 2 * rim, height + 2 * rim);
      pen.globalAlpha = alpha;
    }
    let scale = width / 48;
    if (!still) {
      scale *= mix(kind === "boss" ? 1.8 : 0.7, 1, out((t - spawned_at) / 260));
      if (kind === "leak")
        scale *= mix(LEAK.from, LEAK.to, linear((t - spawned_at) / (arrives_at - spawned_at)));
    }
    const { open, close, symbol } = linesOf(kind);
    const poses = this.#poses(t, death, near, still);
    pen.strokeStyle = this.#color(inks, near);
    pen.lineWidth = near ? 2.8 : 2.1;
    pen.lineCap = pen.lineJoin = "round";

    pen.save();
    strike(pen, poses.brackets, scale);
    // Not by colour alone: near the wall it opens its brackets wide.
    const wide = near || (this.#fell !== undefined && isNear(this.part, t)) ? WIDE_OPEN : 0;
    pen.translate(-wide, 0);
    pen.stroke(open);
    pen.translate(2 * wide, 0);
    pen.stroke(close);
    pen.restore();

    pen.save();
    strike(pen, poses.symbol, scale);
    pen.stroke(symbol);
    pen.restore();
  }

  #poses(t: number, death: number | undefined, near: boolean, still: boolean) {
    if (death !== undefined) return dying(death);
    if (still) return { brackets: STILL, symbol: STILL };
    const { symbol, brackets } = GAITS[this.part.kind];
    const age = Math.max(0, t - this.part.spawned_at);
    return { symbol: symbol(age), brackets: near ? SNAP(age) : brackets(age) };
  }

  #color(inks: Palette, near: boolean): string {
    if (this.dead) return inks.mint;
    if (near || this.#fell !== undefined) return inks.coral;
    if (this.#label.locked) return inks.amber;
    return this.part.kind === "boss" ? inks.coral : inks.glyph;
  }
}

/** Comes apart. */
function dying(share: number): { brackets: Pose; symbol: Pose } {
  const alpha = 1 - share;
  return {
    brackets: { ...STILL, wide: mix(1, 2.1, share), high: mix(1, 0.8, share), alpha },
    symbol: { ...STILL, wide: 1.3 * alpha, high: 1.3 * alpha, turn: 100 * share, alpha },
  };
}
