/** The label of a bug: a chip with its token, and pips below. Drawn on a canvas of its own, anew only when it changes. */
import { type Canvas, type Context2D, contextOf, createCanvas, FONT_FAMILY } from "./canvas.ts";
import type { Label, Palette, PaletteName, Viewport } from "./messages.ts";
import { BASELINE, DESCENT, LINE_HEIGHT, PIP, PIP_GAP, sizesOf } from "./sizes.ts";

export interface LabelLook {
  label: Label;
  pips: number;
  near: boolean;
  dead: boolean;
}

/** Pixels around the chip, for its glow. */
const MARGIN = 24;
/** Space after a separator's mark, in characters. */
const SEPARATOR_GAP = 0.35;

/** SVG paths in a box of 10 by 16. */
const SEPARATOR_MARKS = {
  space: { path: "M1.5 8v4h7V8", width: 1.6 },
  enter: { path: "M8.5 4v6h-7M4 7l-3 3 3 3", width: 1.4 },
};

export class LabelSprite {
  #canvas: Canvas | undefined;
  #drawnKey = "";
  #width = 0;
  #height = 0;

  /** Draws the label with the middle of its chip's left edge at `x`, `y`. */
  draw(
    ctx: Context2D,
    x: number,
    y: number,
    look: LabelLook,
    viewport: Viewport,
    palette: Palette,
  ): void {
    const key = JSON.stringify(look);
    if (key !== this.#drawnKey || !this.#canvas) {
      this.#drawnKey = key;
      this.#paint(look, viewport, palette);
    }
    if (!this.#canvas) return;
    const top = toDevicePixels(y - chipHeight(viewport) / 2, viewport.ratio) - MARGIN;
    ctx.drawImage(this.#canvas, x - MARGIN, top, this.#width, this.#height);
  }

  /** Has the label drawn anew, after a change of sizes, colours or fonts. */
  invalidate(): void {
    this.#drawnKey = "";
  }

  #paint(look: LabelLook, viewport: Viewport, palette: Palette): void {
    const { ratio, compact, char } = viewport;
    const sizes = sizesOf(compact);
    const { label, pips } = look;
    const width = 2 * sizes.side + textWidth(label, char);
    const height = chipHeight(viewport);
    this.#width = Math.ceil(Math.max(width, pips * PIP) + 2 * MARGIN);
    this.#height = Math.ceil(height + 2 * MARGIN);
    const [across, down] = [this.#width * ratio, this.#height * ratio];
    if (this.#canvas) Object.assign(this.#canvas, { width: across, height: down });
    else this.#canvas = createCanvas(across, down)[0];
    const ctx = contextOf(this.#canvas);
    ctx.setTransform(ratio, 0, 0, ratio, MARGIN * ratio, MARGIN * ratio);
    paintChip(ctx, width, height, sizes.radius, look, palette);
    paintText(ctx, look, viewport, palette);
    if (!look.dead) paintPips(ctx, height + sizes.drop, sizes.pip, look, palette);
  }
}

/** Rounds a length to whole device pixels, so that horizontal lines are sharp. */
const toDevicePixels = (length: number, ratio: number) => Math.round(length * ratio) / ratio;

function chipHeight({ compact, ratio }: Viewport): number {
  const { font, above, below } = sizesOf(compact);
  return toDevicePixels(font * LINE_HEIGHT + above + below, ratio);
}

function textWidth({ done, next, rest, separator }: Label, char: number): number {
  const mark = separator === "" ? 0 : 1 + SEPARATOR_GAP;
  return (done.length + next.length + rest.length + mark) * char;
}

function paintChip(
  ctx: Context2D,
  width: number,
  height: number,
  radius: number,
  look: LabelLook,
  palette: Palette,
) {
  const { label, near, dead } = look;
  const locked = label.locked && !dead;
  if (locked) {
    ctx.save();
    ctx.globalAlpha = 0.6;
    ctx.shadowColor = ctx.fillStyle = palette.amber;
    // Shadows are measured in device pixels, whatever the scale.
    ctx.shadowBlur = 26 * ctx.getTransform().a;
    ctx.fillRect(6, 6, width - 12, height - 12);
    ctx.restore();
  }
  const color = (when: boolean, name: PaletteName, otherwise: string) =>
    when ? palette[name] : otherwise;
  const edge = color(near, "edge-near", palette.edge);
  ctx.beginPath();
  ctx.roundRect(0.5, 0.5, width - 1, height - 1, radius);
  ctx.fillStyle = color(dead, "chip-dead", color(locked, "chip-locked", palette.chip));
  ctx.fill();
  ctx.strokeStyle = color(dead, "edge-dead", color(locked, "amber", edge));
  ctx.lineWidth = 1;
  ctx.stroke();
}

function paintText(
  ctx: Context2D,
  { label, dead }: LabelLook,
  viewport: Viewport,
  palette: Palette,
): void {
  const { compact, char, ratio } = viewport;
  const { font, side, above } = sizesOf(compact);
  const baseline = toDevicePixels(above + font * BASELINE, ratio);
  const { done, next, rest, separator } = label;
  ctx.font = `${font}px ${FONT_FAMILY}`;
  let x = side;
  // Character by character: the font's ligatures would make an arrow of `=>`.
  const write = (text: string, color: PaletteName) => {
    ctx.fillStyle = palette[color];
    for (const character of text) {
      ctx.fillText(character, x, baseline);
      x += char;
    }
  };
  write(done, "dim");
  if (separator !== "") {
    const { path, width } = SEPARATOR_MARKS[separator];
    ctx.save();
    ctx.translate(x, baseline - 0.86 * font);
    ctx.scale(char / 10, font / 16);
    ctx.strokeStyle = palette.next;
    ctx.lineWidth = width;
    ctx.stroke(new Path2D(path));
    ctx.restore();
    x += (1 + SEPARATOR_GAP) * char;
  }
  if (next !== "" && !dead) {
    ctx.fillStyle = palette.next;
    ctx.fillRect(x, toDevicePixels(baseline + DESCENT * font, ratio) - 2, next.length * char, 2);
  }
  write(next, dead ? "mint" : "next");
  write(rest, "text");
}

function paintPips(
  ctx: Context2D,
  top: number,
  height: number,
  { label, pips, near }: LabelLook,
  palette: Palette,
) {
  for (let index = 0; index < pips; index += 1) {
    const left = index >= pips - label.left;
    ctx.fillStyle = left ? (near ? palette.coral : palette.pip) : palette.spent;
    ctx.fillRect(1 + index * PIP, top, PIP - PIP_GAP, height);
  }
}
