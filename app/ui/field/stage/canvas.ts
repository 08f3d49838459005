/** Canvases, the paths of glyphs, and glows that are drawn once and shown often. */
import type { Kind } from "../../../engine/state.ts";
import { GLYPH_BOX, GLYPHS } from "../../bug-glyphs/glyph-paths.ts";
import type { Pose } from "./walk-cycles.ts";

export type Canvas = OffscreenCanvas | HTMLCanvasElement;
export type Context2D = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

export const FONT_FAMILY = '"JetBrains Mono", "Courier New", ui-monospace, monospace';

/** Returns a canvas that is not shown, and its context. The size is in device pixels. */
export function createCanvas(width: number, height: number): [canvas: Canvas, ctx: Context2D] {
  const canvas: Canvas =
    typeof OffscreenCanvas === "undefined"
      ? Object.assign(document.createElement("canvas"), { width, height })
      : new OffscreenCanvas(width, height);
  return [canvas, contextOf(canvas)];
}

export function contextOf(canvas: Canvas): Context2D {
  const ctx = canvas.getContext("2d") as Context2D | null;
  if (!ctx) throw new Error("A canvas without a context");
  return ctx;
}

interface GlyphPath2Ds {
  open: Path2D;
  close: Path2D;
  symbol: Path2D;
}

const paths = new Map<Kind, GlyphPath2Ds>();

export function glyphPathsOf(kind: Kind): GlyphPath2Ds {
  let glyph = paths.get(kind);
  if (!glyph) {
    const { open, close, symbol } = GLYPHS[kind];
    glyph = { open: new Path2D(open), close: new Path2D(close), symbol: new Path2D(symbol) };
    paths.set(kind, glyph);
  }
  return glyph;
}

/** Transforms the context by `pose`, so that it draws in the glyph's own box. */
export function applyPose(
  ctx: Context2D,
  { x, y, turn, skew, wide, high, alpha }: Pose,
  scale: number,
) {
  ctx.globalAlpha *= alpha;
  ctx.translate(x * scale, y * scale);
  if (turn !== 0) ctx.rotate((turn * Math.PI) / 180);
  if (skew !== 0) ctx.transform(1, 0, Math.tan((skew * Math.PI) / 180), 1, 0, 0);
  ctx.scale(wide * scale, high * scale);
  ctx.translate(-GLYPH_BOX.width / 2, -GLYPH_BOX.height / 2);
}

/** Returns a plain colour without any opacity, as the end of a gradient. */
export const clearOf = (color: string): string =>
  color.startsWith("rgb(") ? `rgba(${color.slice(4, -1)}, 0)` : "transparent";

/** Returns a square of `size` with light of one colour that fades towards its rim. */
export function glow(color: string, size: number): Canvas {
  const [canvas, ctx] = createCanvas(size, size);
  const half = size / 2;
  const fade = ctx.createRadialGradient(half, half, 0, half, half, half);
  for (const [at, alpha] of [
    [0, 1],
    [0.35, 0.55],
    [0.7, 0.14],
    [1, 0],
  ] as const) {
    fade.addColorStop(at, `rgb(0 0 0 / ${alpha})`);
  }
  ctx.fillStyle = fade;
  ctx.fillRect(0, 0, size, size);
  ctx.globalCompositeOperation = "source-in";
  ctx.fillStyle = color;
  ctx.fillRect(0, 0, size, size);
  return canvas;
}
