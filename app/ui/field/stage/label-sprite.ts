/** The chip of a bug with its token, and the pips below: a picture, painted anew only when it changes. */
import { type Canvas, FACE, type Pen, penOf, surface } from "./canvas.ts";
import type { Label, Measures, Palette, PaletteName } from "./messages.ts";
import { BASELINE, DESCENT, LINE_HEIGHT, PIP, PIP_GAP, sizesOf } from "./sizes.ts";

export interface Look {
  label: Label;
  pips: number;
  near: boolean;
  dead: boolean;
}

/** Room around the chip for its glow. */
const MARGIN = 24;
/** Behind the mark of a separator, in characters. */
const SEPARATOR_GAP = 0.35;

/** In a box of 10 by 16. */
const SIGNS = {
  space: { path: "M1.5 8v4h7V8", width: 1.6 },
  enter: { path: "M8.5 4v6h-7M4 7l-3 3 3 3", width: 1.4 },
};

export class LabelArt {
  #canvas: Canvas | undefined;
  #painted = "";
  #width = 0;
  #height = 0;

  /** Shows `look` with the middle of its chip's left edge at `x`, `y`. */
  show(pen: Pen, x: number, y: number, look: Look, measures: Measures, inks: Palette): void {
    const key = JSON.stringify(look);
    if (key !== this.#painted || !this.#canvas) {
      this.#painted = key;
      this.#paint(look, measures, inks);
    }
    if (!this.#canvas) return;
    const top = level(y - chipHeight(measures) / 2, measures.ratio) - MARGIN;
    pen.drawImage(this.#canvas, x - MARGIN, top, this.#width, this.#height);
  }

  /** To be painted anew: sizes, colours or faces are others. */
  forget(): void {
    this.#painted = "";
  }

  #paint(look: Look, measures: Measures, inks: Palette): void {
    const { ratio, compact, char } = measures;
    const sizes = sizesOf(compact);
    const { label, pips } = look;
    const width = 2 * sizes.side + textWidth(label, char);
    const height = chipHeight(measures);
    this.#width = Math.ceil(Math.max(width, pips * PIP) + 2 * MARGIN);
    this.#height = Math.ceil(height + 2 * MARGIN);
    const [across, down] = [this.#width * ratio, this.#height * ratio];
    if (this.#canvas) Object.assign(this.#canvas, { width: across, height: down });
    else this.#canvas = surface(across, down)[0];
    const pen = penOf(this.#canvas);
    pen.setTransform(ratio, 0, 0, ratio, MARGIN * ratio, MARGIN * ratio);
    paintChip(pen, width, height, sizes.radius, look, inks);
    paintText(pen, look, measures, inks);
    if (!look.dead) paintPips(pen, height + sizes.drop, sizes.pip, look, inks);
  }
}

/** In whole device pixels, as all that is level in a chip, so that its lines are sharp. */
const level = (length: number, ratio: number) => Math.round(length * ratio) / ratio;

function chipHeight({ compact, ratio }: Measures): number {
  const { font, above, below } = sizesOf(compact);
  return level(font * LINE_HEIGHT + above + below, ratio);
}

function textWidth({ done, next, rest, separator }: Label, char: number): number {
  const mark = separator === "" ? 0 : 1 + SEPARATOR_GAP;
  return (done.length + next.length + rest.length + mark) * char;
}

function paintChip(
  pen: Pen,
  width: number,
  height: number,
  radius: number,
  look: Look,
  inks: Palette,
) {
  const { label, near, dead } = look;
  const locked = label.locked && !dead;
  if (locked) {
    pen.save();
    pen.globalAlpha = 0.6;
    pen.shadowColor = pen.fillStyle = inks.amber;
    // Of device pixels, whatever the scale.
    pen.shadowBlur = 26 * pen.getTransform().a;
    pen.fillRect(6, 6, width - 12, height - 12);
    pen.restore();
  }
  const ink = (when: boolean, one: PaletteName, other: string) => (when ? inks[one] : other);
  const edge = ink(near, "edge-near", inks.edge);
  pen.beginPath();
  pen.roundRect(0.5, 0.5, width - 1, height - 1, radius);
  pen.fillStyle = ink(dead, "chip-dead", ink(locked, "chip-locked", inks.chip));
  pen.fill();
  pen.strokeStyle = ink(dead, "edge-dead", ink(locked, "amber", edge));
  pen.lineWidth = 1;
  pen.stroke();
}

function paintText(pen: Pen, { label, dead }: Look, measures: Measures, inks: Palette): void {
  const { compact, char, ratio } = measures;
  const { font, side, above } = sizesOf(compact);
  const baseline = level(above + font * BASELINE, ratio);
  const { done, next, rest, separator } = label;
  pen.font = `${font}px ${FACE}`;
  let x = side;
  // Character by character: as a whole, `=>` would become an arrow.
  const write = (text: string, ink: PaletteName) => {
    pen.fillStyle = inks[ink];
    for (const character of text) {
      pen.fillText(character, x, baseline);
      x += char;
    }
  };
  write(done, "dim");
  if (separator !== "") {
    const { path, width } = SIGNS[separator];
    pen.save();
    pen.translate(x, baseline - 0.86 * font);
    pen.scale(char / 10, font / 16);
    pen.strokeStyle = inks.next;
    pen.lineWidth = width;
    pen.stroke(new Path2D(path));
    pen.restore();
    x += (1 + SEPARATOR_GAP) * char;
  }
  if (next !== "" && !dead) {
    pen.fillStyle = inks.next;
    pen.fillRect(x, level(baseline + DESCENT * font, ratio) - 2, next.length * char, 2);
  }
  write(next, dead ? "mint" : "next");
  write(rest, "text");
}

function paintPips(
  pen: Pen,
  top: number,
  height: number,
  { label, pips, near }: Look,
  inks: Palette,
) {
  for (let index = 0; index < pips; index += 1) {
    const left = index >= pips - label.left;
    pen.fillStyle = left ? (near ? inks.coral : inks.pip) : inks.spent;
    pen.fillRect(1 + index * PIP, top, PIP - PIP_GAP, height);
  }
}
