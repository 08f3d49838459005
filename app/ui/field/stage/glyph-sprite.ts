/** Paints the glyph of a bug with its walk cycle, and the marks around it: speed lines, phases, the echo of a return. */
import { applyPose, type Context2D, glyphPathsOf } from "./canvas.ts";
import { easeOut, lerp } from "./easing.ts";
import type { BugPlacement, Palette } from "./messages.ts";
import { WIDE_OPEN } from "./sizes.ts";
import { type Pose, REST_POSE, SNAP_CYCLE, WALK_CYCLES } from "./walk-cycles.ts";

export interface GlyphLook {
  kind: BugPlacement["kind"];
  width: number;
  /** By how much it is larger than its size. */
  scale: number;
  /** Milliseconds since it appeared. */
  age: number;
  /** The share of its death that is over; undefined while it lives. */
  death: number | undefined;
  near: boolean;
  /** Whether its brackets are open wide. */
  open: boolean;
  color: string;
  bug: Pick<BugPlacement, "hurried" | "returned" | "phases" | "phase">;
}

export interface GlyphSettings {
  palette: Palette;
  still: boolean;
  bossGlow: CanvasImageSource;
}

/** The tick of a fixed bug, in the glyph's box. */
const TICK = "M18 16.5l4.5 5 8-11";

let tick: Path2D | undefined;

/** Paints the glyph with its middle at `x`, `y`. The context's alpha holds for all of it. */
export function paintGlyph(
  ctx: Context2D,
  x: number,
  y: number,
  look: GlyphLook,
  settings: GlyphSettings,
): void {
  const { kind, width, age, death, bug, color } = look;
  const { still, bossGlow } = settings;
  ctx.save();
  ctx.translate(x, y);
  if (kind === "boss") {
    const rim = width * 0.8;
    const alpha = ctx.globalAlpha;
    ctx.globalAlpha = 0.5 * alpha * (1 - (death ?? 0));
    ctx.drawImage(bossGlow, -rim, -rim * 0.8, 2 * rim, 1.6 * rim);
    ctx.globalAlpha = alpha;
  }
  ctx.strokeStyle = color;
  ctx.lineWidth = look.near ? 2.8 : 2.1;
  ctx.lineCap = ctx.lineJoin = "round";
  const first = kind === "boss" ? 1.8 : 0.7;
  const appearing = still ? 1 : lerp(first, 1, easeOut(age / 260));
  const scale = (width / 48) * look.scale * appearing;
  if (bug.returned && death === undefined) {
    const alpha = ctx.globalAlpha;
    ctx.globalAlpha = alpha * 0.4;
    ctx.translate(0.09 * width, -0.09 * width);
    paintBody(ctx, look, scale, settings);
    ctx.translate(-0.09 * width, 0.09 * width);
    ctx.globalAlpha = alpha;
  }
  paintBody(ctx, look, scale, settings);
  if (death === undefined) {
    if (bug.hurried) paintSpeedLines(ctx, width, look, still);
    if (bug.phases > 1) paintPhases(ctx, width, bug);
  }
  ctx.restore();
}

function paintBody(ctx: Context2D, look: GlyphLook, scale: number, settings: GlyphSettings): void {
  const { kind, death } = look;
  const { open, close, symbol } = glyphPathsOf(kind);
  const poses = posesOf(look, settings.still);
  ctx.save();
  applyPose(ctx, poses.brackets, scale);
  // Danger is not shown by colour alone: near the wall the brackets open wide.
  const wide = look.open ? WIDE_OPEN : 0;
  ctx.translate(-wide, 0);
  ctx.stroke(open);
  ctx.translate(2 * wide, 0);
  ctx.stroke(close);
  ctx.restore();

  ctx.save();
  applyPose(ctx, poses.symbol, scale);
  tick ??= new Path2D(TICK);
  ctx.stroke(death === undefined ? symbol : tick);
  ctx.restore();
}

function posesOf({ kind, age, death, near }: GlyphLook, still: boolean) {
  if (death !== undefined) return deathPoses(death);
  if (still) return { brackets: REST_POSE, symbol: REST_POSE };
  const { symbol, brackets } = WALK_CYCLES[kind];
  const passed = Math.max(0, age);
  return { symbol: symbol(passed), brackets: near ? SNAP_CYCLE(passed) : brackets(passed) };
}

/** Returns the poses of a fixed bug: its brackets come apart around a tick. `share` goes from 0 to 1. */
function deathPoses(share: number): { brackets: Pose; symbol: Pose } {
  const alpha = Math.min(1, 3 * (1 - share));
  const apart = easeOut(share);
  return {
    brackets: { ...REST_POSE, wide: lerp(1, 1.3, apart), high: lerp(1, 0.85, apart), alpha },
    symbol: { ...REST_POSE, alpha },
  };
}

/** Two angles before a bug that hurries, towards the wall. */
function paintSpeedLines(ctx: Context2D, width: number, { age }: GlyphLook, still: boolean): void {
  const size = 0.11 * width;
  const sway = still ? 0 : (Math.floor(age / 180) % 2) * 0.04 * width;
  ctx.lineWidth = Math.max(1.5, 0.045 * width);
  ctx.beginPath();
  for (const at of [0.66, 0.8]) {
    const x = -at * width - sway;
    ctx.moveTo(x + size, -size);
    ctx.lineTo(x, 0);
    ctx.lineTo(x + size, size);
  }
  ctx.stroke();
}

/** A square for each hunk of a boss: filled for those that are still to fix. */
function paintPhases(ctx: Context2D, width: number, { phases, phase }: GlyphLook["bug"]): void {
  const size = 0.1 * width;
  const gap = 0.08 * width;
  const left = -(phases * size + (phases - 1) * gap) / 2;
  ctx.fillStyle = ctx.strokeStyle;
  ctx.lineWidth = 1.5;
  for (let index = 0; index < phases; index += 1) {
    const box = [left + index * (size + gap), 0.42 * width, size, size] as const;
    if (index < phase) ctx.strokeRect(...box);
    else ctx.fillRect(...box);
  }
}
