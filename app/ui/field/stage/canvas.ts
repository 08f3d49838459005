/** Surfaces to paint on, and pictures that are painted once and shown often. */
import { GLYPH_BOX, GLYPHS, type GlyphKind } from "../../glyphs/glyph-paths.ts";
import type { Pose } from "./walk-cycles.ts";

export type Canvas = OffscreenCanvas | HTMLCanvasElement;
export type Pen = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

export const FACE = '"JetBrains Mono", "Courier New", ui-monospace, monospace';

/** A canvas that is not shown, of so many device pixels. */
export function surface(width: number, height: number): [canvas: Canvas, pen: Pen] {
  const canvas: Canvas =
    typeof OffscreenCanvas === "undefined"
      ? Object.assign(document.createElement("canvas"), { width, height })
      : new OffscreenCanvas(width, height);
  return [canvas, penOf(canvas)];
}

export function penOf(canvas: Canvas): Pen {
  const pen = canvas.getContext("2d") as Pen | null;
  if (!pen) throw new Error("A canvas without a context");
  return pen;
}

interface Lines {
  open: Path2D;
  close: Path2D;
  symbol: Path2D;
}

const drawn = new Map<GlyphKind, Lines>();

export function linesOf(kind: GlyphKind): Lines {
  let lines = drawn.get(kind);
  if (!lines) {
    const { open, close, symbol } = GLYPHS[kind];
    lines = { open: new Path2D(open), close: new Path2D(close), symbol: new Path2D(symbol) };
    drawn.set(kind, lines);
  }
  return lines;
}

/** Puts the pen into `pose` around where it is, so that it draws in the glyph's own box. */
export function strike(pen: Pen, { x, y, turn, skew, wide, high, alpha }: Pose, scale: number) {
  pen.globalAlpha *= alpha;
  pen.translate(x, y);
  if (turn !== 0) pen.rotate((turn * Math.PI) / 180);
  if (skew !== 0) pen.transform(1, 0, Math.tan((skew * Math.PI) / 180), 1, 0, 0);
  pen.scale(wide * scale, high * scale);
  pen.translate(-GLYPH_BOX.width / 2, -GLYPH_BOX.height / 2);
}

/** Light of one colour that fades towards its rim, on a square of `size`. */
export function glow(color: string, size: number): Canvas {
  const [canvas, pen] = surface(size, size);
  const half = size / 2;
  const fade = pen.createRadialGradient(half, half, 0, half, half, half);
  for (const [at, alpha] of [
    [0, 1],
    [0.35, 0.55],
    [0.7, 0.14],
    [1, 0],
  ] as const) {
    fade.addColorStop(at, `rgb(0 0 0 / ${alpha})`);
  }
  pen.fillStyle = fade;
  pen.fillRect(0, 0, size, size);
  pen.globalCompositeOperation = "source-in";
  pen.fillStyle = color;
  pen.fillRect(0, 0, size, size);
  return canvas;
}
