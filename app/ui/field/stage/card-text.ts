/** Paints the text of a card: its rows of code with the caret, the line numbers, and the note below. */
import { type Context2D, FONT_FAMILY } from "./canvas.ts";
import { type Card, type CardLayout, ENTER_COLUMNS, GROWN_MARK, type Row } from "./card-layout.ts";
import type { CodeLine, Palette, PaletteName, Urgency, Viewport } from "./messages.ts";
import { ADVANCE, BASELINE, DESCENT, LINE_HEIGHT } from "./sizes.ts";

/** How a card is painted: by its distance, or by what happens to it. */
export type CardTone = "far" | "middle" | "near" | "locked" | "fixed";

export interface TextLook {
  card: Card;
  tone: CardTone;
  urgency: Urgency;
  /** Whether its first key locks another bug: then no key is marked. */
  second: boolean;
  /** Whether a hotfix has just completed a line. */
  flash: boolean;
  /** The wrong key that was just pressed; empty for none. */
  missed: string;
  /** The text of a fixed bug. */
  fixed: string;
}

const COLORS: Record<CodeLine["colors"][number][2], PaletteName> = {
  word: "word",
  name: "name",
  text: "literal",
  value: "value",
  note: "note",
};
const FAR_COLORS: Partial<Record<PaletteName, PaletteName>> = {
  text: "dim",
  note: "dim",
  word: "word-far",
  name: "name-far",
  literal: "literal-far",
  value: "value-far",
};

/** SVG paths in a box of 10 by 16: the signs of keys without a character. */
const SIGNS = {
  Enter: { path: "M8.5 4v6h-7M4 7l-3 3 3 3", width: 1.4 },
  " ": { path: "M1.5 8v4h7V8", width: 1.6 },
} as const;

/** Paints `key` at `x` as a character, or as its sign. */
export function paintKey(
  ctx: Context2D,
  key: string,
  x: number,
  baseline: number,
  font: number,
  color: string,
): void {
  const sign = key === "Enter" || key === " " ? SIGNS[key] : undefined;
  if (!sign) {
    ctx.fillStyle = color;
    ctx.fillText(key, x, baseline);
    return;
  }
  ctx.save();
  ctx.translate(x, baseline - 0.86 * font);
  ctx.scale((ADVANCE * font) / 10, font / 16);
  ctx.strokeStyle = color;
  ctx.lineWidth = sign.width;
  ctx.stroke(new Path2D(sign.path));
  ctx.restore();
}

/** Returns the colour of each character of a line. */
function colorsOf({ text, colors }: CodeLine, faded: boolean): PaletteName[] {
  const names: PaletteName[] = new Array(text.length).fill("text");
  for (const [from, to, kind] of colors) names.fill(COLORS[kind], from, to);
  return faded ? names.map((name) => FAR_COLORS[name] ?? name) : names;
}

class TextPainter {
  #ctx: Context2D;
  #layout: CardLayout;
  #look: TextLook;
  #viewport: Viewport;
  #palette: Palette;

  constructor(
    ctx: Context2D,
    layout: CardLayout,
    look: TextLook,
    viewport: Viewport,
    palette: Palette,
  ) {
    this.#ctx = ctx;
    this.#layout = layout;
    this.#look = look;
    this.#viewport = viewport;
    this.#palette = palette;
  }

  /** Rounds a length to whole device pixels, so that horizontal lines are sharp. */
  #sharp(length: number): number {
    const { ratio } = this.#viewport;
    return Math.round(length * ratio) / ratio;
  }

  #setFont(size: number, weight = 400): void {
    this.#ctx.font = `${weight} ${size}px ${FONT_FAMILY}`;
  }

  /** Writes character by character: the font's ligatures would make an arrow of `=>`. */
  #write(text: string, x: number, baseline: number, char: number, color: string): void {
    this.#ctx.fillStyle = color;
    for (const [index, character] of [...text].entries())
      if (character !== " ") this.#ctx.fillText(character, x + index * char, baseline);
  }

  paint(): void {
    const { rows, above, side, numbers, font, note, noteFont } = this.#layout;
    const { fixed, tone, urgency } = this.#look;
    this.#setFont(font);
    const height = LINE_HEIGHT * font;
    const baseline = (index: number) => this.#sharp(above + index * height + BASELINE * font);
    if (tone === "fixed") {
      this.#write(fixed, side, baseline(0), ADVANCE * font, this.#palette.mint);
      return;
    }
    for (const [index, row] of rows.entries()) this.#paintRow(row, side + numbers, baseline(index));
    if (numbers > 0) this.#paintNumbers(baseline);
    if (note !== "") {
      this.#setFont(noteFont);
      const below = this.#sharp(above + rows.length * height + noteFont * BASELINE);
      const isUrgent = urgency === "fatal" || urgency === "last-call";
      const color = this.#palette[isUrgent ? "coral" : "dim"];
      this.#write(note, side, below, ADVANCE * noteFont, color);
    }
  }

  #paintNumbers(baseline: (row: number) => number): void {
    const { rows, side, numbers, font } = this.#layout;
    const { lines } = this.#look.card;
    const size = 0.7 * font;
    this.#setFont(size);
    for (const [index, { line, from }] of rows.entries()) {
      if (from > 0) continue;
      const { number: inFile, grown } = lines[line] ?? {};
      const number = grown ? "+" : String(inFile ?? "");
      const right = side + numbers - 0.9 * ADVANCE * font;
      const x = right - number.length * ADVANCE * size;
      this.#write(number, x, baseline(index), ADVANCE * size, this.#palette.dim);
    }
  }

  #paintRow(row: Row, left: number, baseline: number): void {
    const { font } = this.#layout;
    const { card, tone, urgency, second } = this.#look;
    const late = urgency === "late";
    const line = card.lines[row.line];
    if (!line) return;
    const palette = this.#palette;
    const ctx = this.#ctx;
    const char = ADVANCE * font;
    const { caret, locked } = card;
    const faded = (tone === "far" || late) && !locked;
    const colors = colorsOf(line, faded);
    const typed =
      row.line < caret.line ? line.text.length : row.line > caret.line ? 0 : caret.column;
    const x = (column: number) => left + (row.indent + column - row.from) * char;

    if (line.grown) this.#paintGrownMark(row, x, baseline, line.text.length);
    for (let column = row.from; column < row.to; column += 1) {
      const color = column < typed ? "typed" : (colors[column] ?? "text");
      const character = line.text[column] ?? "";
      if (character !== " ") {
        ctx.fillStyle = palette[color];
        ctx.fillText(character, x(column), baseline);
      }
    }
    if (!locked && !row.ends && row === this.#layout.rows.at(-1))
      this.#write("…", x(row.to), baseline, char, palette.dim);
    if (line.enter && row.ends) {
      const at = x(line.text.length) + 0.5 * char;
      const done = row.line < caret.line;
      paintKey(ctx, "Enter", at, baseline, font, palette[done ? "typed" : "dim"]);
    }
    const hasCaret =
      row.line === caret.line &&
      caret.column >= row.from &&
      (caret.length === 0 ? row.ends : caret.column < row.to);
    if (hasCaret && (locked || !second)) this.#paintCaret(line, x(caret.column), baseline);
    if (late && !locked) {
      ctx.fillStyle = palette.dim;
      const from = x(row.from + (row.from === 0 ? line.text.search(/\S/) : 0));
      ctx.fillRect(from, this.#sharp(baseline - 0.3 * font), x(row.to) - from, 1.5);
    }
  }

  /** A grown line scores nothing: it has a dotted underline, and `+0` at its end. */
  #paintGrownMark(row: Row, x: (column: number) => number, baseline: number, length: number): void {
    const { font } = this.#layout;
    const ctx = this.#ctx;
    ctx.fillStyle = this.#palette.dim;
    for (let column = row.from; column < row.to; column += 0.5)
      ctx.fillRect(x(column), this.#sharp(baseline + 0.22 * font), 1.5, 1.5);
    if (row.ends) {
      // After the sign of Enter.
      const columns = this.#look.card.lines[row.line]?.enter ? ENTER_COLUMNS : 0.6;
      const at = x(length) + columns * ADVANCE * font;
      const size = 0.62 * font;
      this.#setFont(size);
      this.#write(GROWN_MARK, at, baseline, ADVANCE * size, this.#palette.dim);
      this.#setFont(font);
    }
  }

  /** Paints the caret: a filled block in the locked card, an underlined key in the others. */
  #paintCaret(line: CodeLine, x: number, baseline: number): void {
    const { font } = this.#layout;
    const { card, missed, tone } = this.#look;
    const palette = this.#palette;
    const ctx = this.#ctx;
    const char = ADVANCE * font;
    const { caret, locked } = card;
    const key = caret.length === 0 ? "Enter" : (line.text[caret.column] ?? "");
    if (!locked) {
      const color = palette[tone === "near" ? "coral" : "next"];
      const under = this.#sharp(baseline + DESCENT * font);
      paintKey(ctx, key, x, baseline, font, color);
      ctx.fillStyle = color;
      ctx.fillRect(x, under - 1, Math.max(1, caret.length) * char, tone === "far" ? 1.5 : 2);
      return;
    }
    const left = caret.length === 0 ? x + 0.35 * char : x;
    const width = caret.length === 0 ? 1.3 * char : Math.max(1, caret.length) * char;
    ctx.save();
    ctx.fillStyle = ctx.shadowColor = palette[missed === "" ? "amber" : "coral"];
    ctx.shadowBlur = 0.5 * font * ctx.getTransform().a;
    ctx.beginPath();
    ctx.roundRect(left, this.#sharp(baseline - 1.04 * font), width, 1.36 * font, 0.14 * font);
    ctx.fill();
    ctx.restore();
    if (key !== " ") {
      paintKey(ctx, key, left + (width - char) / 2, baseline, font, palette["on-amber"]);
    }
    if (missed !== "")
      paintStruckKey(ctx, missed, left + width / 2, baseline - 1.86 * font, font, palette);
  }
}

/** Paints a wrong key in a small chip, struck through; `x` and `y` are the chip's middle. */
export function paintStruckKey(
  ctx: Context2D,
  key: string,
  x: number,
  y: number,
  font: number,
  palette: Palette,
): void {
  const half = { width: 0.72 * font, height: 0.8 * font };
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(x - half.width, y - half.height, 2 * half.width, 2 * half.height, 0.2 * font);
  ctx.fillStyle = palette.chip;
  ctx.fill();
  ctx.strokeStyle = palette.coral;
  ctx.lineWidth = Math.max(1, 0.06 * font);
  ctx.stroke();
  ctx.font = `700 ${font}px ${FONT_FAMILY}`;
  const char = ADVANCE * font;
  paintKey(ctx, key, x - char / 2, y + 0.36 * font, font, palette.coral);
  // Struck through from corner to corner, so that it is no hyphen of the key itself.
  ctx.beginPath();
  ctx.moveTo(x - half.width, y + half.height);
  ctx.lineTo(x + half.width, y - half.height);
  ctx.lineWidth = Math.max(1, 0.06 * font);
  ctx.stroke();
  ctx.restore();
}

/** Paints the text of a card of this layout. */
export function paintRows(
  ctx: Context2D,
  layout: CardLayout,
  look: TextLook,
  viewport: Viewport,
  palette: Palette,
): void {
  new TextPainter(ctx, layout, look, viewport, palette).paint();
}
