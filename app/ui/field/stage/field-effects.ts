/** What belongs to the whole field: the aim at the locked bug, the links of pairs, a rollback, a wrong key at the wall. */
import type { BugSprite } from "./bug-sprite.ts";
import { MISS } from "./bug-sprite.ts";
import { type Context2D, clearOf } from "./canvas.ts";
import { paintStruckKey } from "./card-text.ts";
import { easeOut } from "./easing.ts";
import type { Palette, Viewport } from "./messages.ts";

const ROLLBACK = 420;
/** The light of the wall goes out so often after a wrong key that no bug took. A hit flashes instead. */
const FLICKERS = 3;

export class FieldEffects {
  #missed = { moment: Number.NEGATIVE_INFINITY, key: "" };
  #rolledBack = Number.NEGATIVE_INFINITY;

  /** A wrong key while no bug was locked. */
  missAtWall(moment: number, key: string): void {
    this.#missed = { moment, key };
  }

  rollBack(moment: number): void {
    this.#rolledBack = moment;
  }

  isActive(moment: number): boolean {
    return moment - this.#missed.moment < MISS || moment - this.#rolledBack < ROLLBACK;
  }

  paintBelow(
    ctx: Context2D,
    moment: number,
    { width, height, code }: Viewport,
    palette: Palette,
    sprites: readonly BugSprite[],
  ): void {
    const locked = sprites.find((sprite) => sprite.locked);
    if (locked) {
      ctx.globalAlpha = 0.22;
      ctx.fillStyle = palette.amber;
      ctx.fillRect(0, locked.drawn.y - 0.5, Math.max(0, locked.drawn.x - 4), 1);
    }
    for (const sprite of sprites) {
      const other = sprites.find(({ bug }) => bug.id === sprite.bug.pair);
      if (other && sprite.bug.id < other.bug.id) paintLink(ctx, sprite, other, code, palette);
    }
    const swept = (moment - this.#rolledBack) / ROLLBACK;
    if (swept < 1) {
      const x = width * easeOut(swept);
      const band = 0.18 * width;
      const fade = ctx.createLinearGradient(x - band, 0, x, 0);
      fade.addColorStop(0, clearOf(palette.mint));
      fade.addColorStop(1, palette.mint);
      ctx.globalAlpha = 0.35 * (1 - swept);
      ctx.fillStyle = fade;
      ctx.fillRect(x - band, 0, band, height);
    }
    ctx.globalAlpha = 1;
  }

  /** Paints the wrong key at the wall, which flickers: without moving under reduced motion. */
  paintAbove(
    ctx: Context2D,
    moment: number,
    { height, code }: Viewport,
    palette: Palette,
    still: boolean,
  ): void {
    const passed = (moment - this.#missed.moment) / MISS;
    if (passed >= 1) return;
    const out = still || Math.floor(passed * 2 * FLICKERS) % 2 === 0;
    if (out) {
      ctx.fillStyle = palette.dim;
      ctx.fillRect(-3, 0, 4, height);
    }
    paintStruckKey(ctx, this.#missed.key, 1.4 * code, height / 2, 1.1 * code, palette);
  }
}

/** Links the two bugs of a race condition with a dashed line. */
function paintLink(
  ctx: Context2D,
  { drawn: a, locked }: BugSprite,
  { drawn: b, locked: otherLocked }: BugSprite,
  code: number,
  palette: Palette,
): void {
  const from = { x: a.x + a.width / 2, y: a.y };
  const to = { x: b.x + b.width / 2, y: b.y };
  // Bowed towards the wall, so that it leads past the cards.
  const bow = Math.min(from.x, to.x) - 2 * code - 0.12 * Math.abs(from.y - to.y);
  ctx.save();
  ctx.strokeStyle = locked || otherLocked ? palette.amber : palette.glyph;
  ctx.globalAlpha = 0.75;
  ctx.lineWidth = Math.max(1.5, 0.07 * code);
  ctx.setLineDash([0.35 * code, 0.3 * code]);
  ctx.beginPath();
  ctx.moveTo(from.x - a.width * 0.55, from.y);
  ctx.bezierCurveTo(bow, from.y, bow, to.y, to.x - b.width * 0.55, to.y);
  ctx.stroke();
  ctx.restore();
}
