/** One bug on the stage: its position, pose and colours. */
import { applyPose, type Context2D, glyphPathsOf } from "./canvas.ts";
import { easeIn, easeOut, interpolate, lerp, linear } from "./easing.ts";
import { LabelSprite } from "./label-sprite.ts";
import type { BugPlacement, Label, Palette, Viewport } from "./messages.ts";
import { LEAK, NEAR, reachOf, sizesOf, WIDE_OPEN } from "./sizes.ts";
import { type Pose, REST_POSE, SNAP_CYCLE, WALK_CYCLES } from "./walk-cycles.ts";

/** Milliseconds of a death, a flinch, between two steps under reduced motion, and of the fall through the wall. */
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

/** The settings of a scene, for all its sprites. */
export interface SceneSettings {
  viewport: Viewport;
  palette: Palette;
  /** Reduced motion: bugs only walk, and in steps. */
  still: boolean;
  /** The light behind bosses. */
  bossGlow: CanvasImageSource;
}

/** Returns the distance of a bug from the wall at `t` of the run. */
export function offsetAt(
  { from, spawned_at, arrives_at }: BugPlacement,
  t: number,
  still: boolean,
): number {
  const duration = arrives_at - spawned_at;
  const passed = linear((t - spawned_at) / duration);
  if (!still) return from * (1 - passed);
  const steps = Math.max(2, Math.round(duration / STEP));
  return from * (1 - Math.floor(passed * steps) / steps);
}

export const isNear = ({ spawned_at, arrives_at }: BugPlacement, t: number): boolean =>
  t > arrives_at - NEAR * (arrives_at - spawned_at);

export class BugSprite {
  readonly placement: BugPlacement;
  #label: Label;
  #labelSprite = new LabelSprite();
  /** The moments at which it was hit, missed and killed, and at which the wall fell. */
  #hit = Number.NEGATIVE_INFINITY;
  #missed = Number.NEGATIVE_INFINITY;
  #died: number | undefined;
  #fell: number | undefined;
  /** The time of the run at which it died. */
  #end = 0;

  constructor(placement: BugPlacement) {
    this.placement = placement;
    const { id, pips } = placement;
    this.#label = { id, locked: false, done: "", next: "", rest: "", separator: "", left: pips };
  }

  get locked(): boolean {
    return this.#label.locked && this.#died === undefined;
  }

  get dead(): boolean {
    return this.#died !== undefined;
  }

  setLabel(label: Label): void {
    this.#label = label;
  }

  flinch(moment: number): void {
    this.#hit = moment;
  }

  miss(moment: number): void {
    this.#missed = moment;
  }

  /** @param at the time of the run, at whose position it stays */
  die(moment: number, at: number): void {
    this.#died = moment;
    this.#end = at;
    this.#label = { ...this.#label, done: "", next: "fixed", rest: "", separator: "" };
  }

  fall(moment: number): void {
    this.#fell ??= moment;
  }

  invalidateLabel(): void {
    this.#labelSprite.invalidate();
  }

  /** Whether it flinches, shakes or falls at `moment`. */
  isMoving(moment: number): boolean {
    return (
      moment - Math.max(this.#hit, this.#missed) < FLINCH ||
      (this.#fell !== undefined && moment - this.#fell < FALL)
    );
  }

  /** Whether its death is over. */
  isGone(moment: number): boolean {
    return this.#died !== undefined && moment - this.#died >= DEATH;
  }

  paint(ctx: Context2D, t: number, moment: number, settings: SceneSettings): void {
    const { viewport, still } = settings;
    const { placement } = this;
    const sizes = sizesOf(viewport.compact);
    const at = this.dead ? this.#end : t;
    const [width] = placement.kind === "boss" ? sizes.boss : sizes.glyph;
    const death = this.#died === undefined ? undefined : easeOut((moment - this.#died) / DEATH);
    const push = still ? 0 : 5 * (1 - easeOut((moment - this.#hit) / FLINCH));
    const slide = this.#fell === undefined ? 0 : 46 * easeIn((moment - this.#fell) / FALL);
    const x = offsetAt(placement, at, still) + push - slide;
    const arriving = still ? 1 : easeOut((t - placement.spawned_at) / 200);

    ctx.globalAlpha = arriving;
    ctx.save();
    ctx.translate(x + width / 2, placement.y);
    this.#paintGlyph(ctx, at, death, settings);
    ctx.restore();

    const dodge = still ? 0 : interpolate(SHAKE, linear((moment - this.#missed) / FLINCH));
    const rise = death === undefined ? 0 : interpolate(RISE, death);
    ctx.globalAlpha = death === undefined ? arriving : interpolate(FADE, death);
    const look = {
      label: this.#label,
      pips: placement.pips,
      near: !this.dead && isNear(placement, at),
      dead: this.dead,
    };
    const chip = x + reachOf(placement.kind, sizes) + sizes.gap + dodge;
    this.#labelSprite.draw(ctx, chip, placement.y + rise, look, viewport, settings.palette);
  }

  #paintGlyph(ctx: Context2D, t: number, death: number | undefined, settings: SceneSettings): void {
    const { viewport, palette, still, bossGlow } = settings;
    const { kind, spawned_at, arrives_at } = this.placement;
    const sizes = sizesOf(viewport.compact);
    const [width, height] = kind === "boss" ? sizes.boss : sizes.glyph;
    const near = isNear(this.placement, t) && death === undefined;
    if (kind === "boss") {
      const rim = 28;
      const alpha = ctx.globalAlpha;
      ctx.globalAlpha = 0.5 * alpha * (1 - (death ?? 0));
      ctx.drawImage(
        bossGlow,
        -width / 2 - rim,
        -height / 2 - rim,
        width + 2 * rim,
        height + 2 * rim,
      );
      ctx.globalAlpha = alpha;
    }
    let scale = width / 48;
    if (!still) {
      scale *= lerp(kind === "boss" ? 1.8 : 0.7, 1, easeOut((t - spawned_at) / 260));
      if (kind === "leak")
        scale *= lerp(LEAK.from, LEAK.to, linear((t - spawned_at) / (arrives_at - spawned_at)));
    }
    const { open, close, symbol } = glyphPathsOf(kind);
    const poses = this.#poses(t, death, near, still);
    ctx.strokeStyle = this.#color(palette, near);
    ctx.lineWidth = near ? 2.8 : 2.1;
    ctx.lineCap = ctx.lineJoin = "round";

    ctx.save();
    applyPose(ctx, poses.brackets, scale);
    // Danger is not shown by colour alone: near the wall the brackets open wide.
    const wide = near || (this.#fell !== undefined && isNear(this.placement, t)) ? WIDE_OPEN : 0;
    ctx.translate(-wide, 0);
    ctx.stroke(open);
    ctx.translate(2 * wide, 0);
    ctx.stroke(close);
    ctx.restore();

    ctx.save();
    applyPose(ctx, poses.symbol, scale);
    ctx.stroke(symbol);
    ctx.restore();
  }

  #poses(t: number, death: number | undefined, near: boolean, still: boolean) {
    if (death !== undefined) return deathPoses(death);
    if (still) return { brackets: REST_POSE, symbol: REST_POSE };
    const { symbol, brackets } = WALK_CYCLES[this.placement.kind];
    const age = Math.max(0, t - this.placement.spawned_at);
    return { symbol: symbol(age), brackets: near ? SNAP_CYCLE(age) : brackets(age) };
  }

  #color(palette: Palette, near: boolean): string {
    if (this.dead) return palette.mint;
    if (near || this.#fell !== undefined) return palette.coral;
    if (this.#label.locked) return palette.amber;
    return this.placement.kind === "boss" ? palette.coral : palette.glyph;
  }
}

/** Returns the poses of a bug that comes apart; `share` goes from 0 to 1. */
function deathPoses(share: number): { brackets: Pose; symbol: Pose } {
  const alpha = 1 - share;
  return {
    brackets: { ...REST_POSE, wide: lerp(1, 2.1, share), high: lerp(1, 0.8, share), alpha },
    symbol: { ...REST_POSE, wide: 1.3 * alpha, high: 1.3 * alpha, turn: 100 * share, alpha },
  };
}
