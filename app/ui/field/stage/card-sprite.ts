/**
 * The card of a bug, with its code. Its chip and its text are two canvases, each drawn anew only when it changes: the
 * chip's glow takes longer to draw than all the text.
 */
import { type Canvas, type Context2D, contextOf, createCanvas } from "./canvas.ts";
import type { CardLayout } from "./card-layout.ts";
import { type CardTone, paintRows, type TextLook } from "./card-text.ts";
import type { Palette, PaletteName, Viewport } from "./messages.ts";

export interface CardLook extends TextLook {
  /** Counts the changes of the code. */
  revision: number;
}

const EDGES: Record<CardTone, PaletteName> = {
  far: "edge-far",
  middle: "edge",
  near: "edge-near",
  locked: "amber",
  fixed: "edge-dead",
};
const FILLS: Record<CardTone, PaletteName> = {
  far: "chip-far",
  middle: "chip",
  near: "chip",
  locked: "chip-locked",
  fixed: "chip-dead",
};
/** The dashes of a card whose bug is late. */
const DASHES = [5, 4];

function edgeOf({ tone, urgency }: TextLook): PaletteName {
  if (urgency === "fatal") return "coral";
  if (tone === "locked") return "amber";
  if (urgency === "late") return "dim";
  return EDGES[tone];
}

/** A part of a card, on a canvas of its own. */
class Layer {
  #canvas: Canvas | undefined;
  #key = "";

  /** Draws the layer around a box of `width` by `height` at `left`, `top`; `paint` is called only for another `key`. */
  draw(
    ctx: Context2D,
    [left, top, width, height]: readonly [number, number, number, number],
    around: number,
    ratio: number,
    key: string,
    paint: (ctx: Context2D) => void,
  ): void {
    // Whole device pixels, so that the canvas is drawn sharply.
    const margin = Math.ceil(around * ratio) / ratio;
    const across = Math.ceil((width + 2 * margin) * ratio);
    const down = Math.ceil((height + 2 * margin) * ratio);
    if (key !== this.#key || !this.#canvas) {
      this.#key = key;
      if (this.#canvas) Object.assign(this.#canvas, { width: across, height: down });
      else this.#canvas = createCanvas(across, down)[0];
      const own = contextOf(this.#canvas);
      own.setTransform(ratio, 0, 0, ratio, margin * ratio, margin * ratio);
      paint(own);
    }
    ctx.drawImage(this.#canvas, left - margin, top - margin, across / ratio, down / ratio);
  }

  invalidate(): void {
    this.#key = "";
  }
}

export class CardSprite {
  #chip = new Layer();
  #text = new Layer();

  /** Draws the card with its upper left corner at `left`, `top`. */
  draw(
    ctx: Context2D,
    left: number,
    top: number,
    layout: CardLayout,
    look: CardLook,
    viewport: Viewport,
    palette: Palette,
  ): void {
    const { width, height } = layout;
    const { ratio, code } = viewport;
    const box = [left, top, width, height] as const;
    const { tone, urgency, second, flash, revision, card, missed } = look;
    const glow = tone === "locked" ? 1.6 * code : 2;
    const chipKey = [tone, urgency, flash, width, height].join();
    this.#chip.draw(ctx, box, glow, ratio, chipKey, (own) => {
      if (tone === "locked") paintGlow(own, width, height, glow, palette.amber);
      own.beginPath();
      own.roundRect(1, 1, width - 2, height - 2, 0.42 * code);
      own.fillStyle = palette[FILLS[tone]];
      own.fill();
      if (flash) {
        own.globalAlpha = 0.28;
        own.fillStyle = palette.mint;
        own.fill();
        own.globalAlpha = 1;
      }
      own.strokeStyle = palette[edgeOf(look)];
      own.lineWidth = Math.max(1, code / 24) * (tone === "locked" || urgency === "fatal" ? 2 : 1);
      own.setLineDash(urgency === "late" ? DASHES : []);
      own.stroke();
    });
    const { line, column, length } = card.caret;
    const place = [tone, urgency, second, missed, revision, line, column, length].join();
    const textKey = `${place},${layout.font},${width},${layout.note},${look.fixed}`;
    // The struck key stands above the card's first line.
    this.#text.draw(ctx, box, layout.font, ratio, textKey, (own) =>
      paintRows(own, layout, look, viewport, palette),
    );
  }

  /** Has the card drawn anew, after a change of sizes, colours or fonts. */
  invalidate(): void {
    this.#chip.invalidate();
    this.#text.invalidate();
  }
}

function paintGlow(ctx: Context2D, width: number, height: number, blur: number, color: string) {
  ctx.save();
  ctx.globalAlpha = 0.42;
  ctx.shadowColor = ctx.fillStyle = color;
  // Shadows are measured in device pixels, whatever the scale.
  ctx.shadowBlur = blur * ctx.getTransform().a;
  ctx.fillRect(6, 6, width - 12, height - 12);
  ctx.restore();
}
