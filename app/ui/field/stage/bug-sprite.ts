/** One bug on the stage: its distance, its card and its colours. */

import { NEAR } from "../near.ts";
import type { Item, Place } from "./arrange.ts";
import type { Context2D } from "./canvas.ts";
import { type Card, type CardLayout, layOutCard } from "./card-layout.ts";
import { CardSprite } from "./card-sprite.ts";
import type { CardTone } from "./card-text.ts";
import { distanceAt } from "./distance.ts";
import { EasedPlace } from "./ease-place.ts";
import { easeIn, easeOut, interpolate, lerp, linear } from "./easing.ts";
import { type GlyphLook, paintGlyph } from "./glyph-sprite.ts";
import type { BugPlacement, Caret, CodeLine, Palette, Viewport } from "./messages.ts";
import { FAR, glyphSize, reachOf, swellOf, waitingFont } from "./sizes.ts";

/** Milliseconds of a death, a flinch, and the fall through the wall. */
const DEATH = 620;
const FLINCH = 140;
const FALL = 1_600;
/** How long a wrong key is shown, and the line that a hotfix completed. */
export const MISS = 300;
const FLASH = 320;
/** How long a card takes to grow when its bug is locked, and a bug to appear. */
const GROW = 130;
const ARRIVE = 200;
const SHAKE = [0, -3, 3, -2, 0].map((value, index) => [index / 4, value] as const);
const FADE = [
  [0, 1],
  [0.7, 1],
  [1, 0],
] as const;
const LONG_AGO = Number.NEGATIVE_INFINITY;

/** The settings of a scene, for all its sprites. */
export interface SceneSettings {
  viewport: Viewport;
  palette: Palette;
  /** Reduced motion: bugs only walk, and in steps. */
  still: boolean;
  /** The light behind bosses. */
  bossGlow: CanvasImageSource;
}

const NO_CARD: Card = {
  lines: [],
  caret: { line: 0, column: 0, length: 1 },
  locked: false,
  note: "",
  more: "",
};

export class BugSprite {
  bug: BugPlacement;
  #card: Card;
  #cardSprite = new CardSprite();
  #revision = 0;
  #eased = new EasedPlace();
  #jumped = false;
  /** What was measured for this frame. */
  #layout: CardLayout | undefined;
  #distance = 1;
  /** The layouts of the card by font size, until it changes. */
  #layouts = new Map<number, CardLayout>();
  /** Where it was drawn last: the glyph's left edge and middle, and the glyph's size. */
  drawn = { x: 0, y: 0, width: 0, height: 0 };
  /** The moments at which things happened to it. */
  #hit = LONG_AGO;
  #missed = { moment: LONG_AGO, key: "" };
  #flashed = LONG_AGO;
  #locked = LONG_AGO;
  #left = { moment: LONG_AGO, x: 0, y: 0 };
  #died: number | undefined;
  #fell: number | undefined;
  /** The time of the run at which it died, and its text from then on. */
  #end = 0;
  #fixed = "";
  /** The time of the run from which it walks: since it appeared, or since a boss's last phase. */
  #since: number;

  constructor(bug: BugPlacement) {
    this.bug = bug;
    this.#card = { ...NO_CARD, note: bug.note, more: bug.more };
    this.#since = bug.spawned_at;
  }

  get locked(): boolean {
    return this.#card.locked && this.#died === undefined;
  }

  get dead(): boolean {
    return this.#died !== undefined;
  }

  change(bug: BugPlacement): void {
    const { departed_at, arrives_at } = this.bug;
    this.#jumped ||= departed_at !== bug.departed_at || arrives_at !== bug.arrives_at;
    this.bug = bug;
    this.#setCard({ note: bug.note, more: bug.more });
  }

  #setCard(change: Partial<Card>): void {
    this.#card = { ...this.#card, ...change };
    this.#layouts.clear();
  }

  setCode(lines: readonly CodeLine[]): void {
    this.#setCard({ lines });
    this.#revision += 1;
  }

  setCaret(locked: boolean, caret: Caret, moment: number): void {
    if (locked !== this.#card.locked) {
      this.#jumped = true;
      if (locked) this.#locked = moment;
    }
    this.#setCard({ locked, caret });
  }

  flinch(moment: number): void {
    this.#hit = moment;
  }

  miss(moment: number, key: string): void {
    this.#missed = { moment, key };
  }

  flash(moment: number): void {
    this.#flashed = moment;
  }

  /** It has jumped to another lane: what is left at its old place fades. */
  leap(moment: number): void {
    const { x, y } = this.drawn;
    this.#left = { moment, x, y };
  }

  /** A boss is back at the far end with its next hunk. */
  returnAt(t: number): void {
    this.#since = t;
    this.#eased = new EasedPlace();
  }

  /** @param at the time of the run, at whose place it stays */
  die(moment: number, at: number, points: number): void {
    this.#died = moment;
    this.#end = at;
    this.#fixed = points > 0 ? `fixed · +${points}` : "fixed";
    const text = { text: this.#fixed, number: 0, enter: false, grown: false, colors: [] };
    this.#setCard({ ...NO_CARD, lines: [text] });
  }

  fall(moment: number): void {
    this.#fell ??= moment;
  }

  invalidateCard(): void {
    this.#cardSprite.invalidate();
    this.#layouts.clear();
  }

  /** Whether it changes at `moment` without walking. */
  isMoving(moment: number): boolean {
    return (
      moment - this.#hit < FLINCH ||
      moment - this.#missed.moment < MISS ||
      moment - this.#flashed < FLASH ||
      moment - Math.max(this.#locked, this.#left.moment) < 2 * GROW ||
      this.#eased.isMoving(moment) ||
      (this.#fell !== undefined && moment - this.#fell < FALL)
    );
  }

  /** Whether its death is over. */
  isGone(moment: number): boolean {
    return this.#died !== undefined && moment - this.#died >= DEATH;
  }

  /** Measures the bug at `t` of the run, for its place in this frame. */
  measure(t: number, { viewport, still }: SceneSettings): Item {
    const { bug, locked } = this;
    const distance = distanceAt(bug, this.dead ? this.#end : t, still);
    this.#distance = distance;
    const layout = this.#layoutIn(
      viewport,
      locked ? viewport.code : waitingFont(viewport, distance),
    );
    this.#layout = layout;
    const glyph = glyphSize(bug.kind, viewport, distance, locked);
    const first = locked ? layout : this.#layoutIn(viewport, waitingFont(viewport, 1));
    const firstGlyph = glyphSize(bug.kind, viewport, 1, locked);
    return {
      id: bug.id,
      lane: bug.lane,
      distance,
      locked,
      // The squares of a boss's phases are below its glyph.
      glyph: bug.phases > 1 ? { ...glyph, height: glyph.height * 1.5 } : glyph,
      reach: reachOf(bug.kind, glyph.width, viewport),
      card: layout,
      widthAtFirst: reachOf(bug.kind, firstGlyph.width, viewport) + first.width,
    };
  }

  #layoutIn(viewport: Viewport, font: number): CardLayout {
    let layout = this.#layouts.get(font);
    if (!layout) {
      layout = layOutCard(this.#card, viewport, font);
      this.#layouts.set(font, layout);
    }
    return layout;
  }

  /** Draws the bug of the `item` that `measure` returned. */
  paint(
    ctx: Context2D,
    item: Item,
    place: Place,
    t: number,
    moment: number,
    settings: SceneSettings,
  ): void {
    const { viewport, still, palette } = settings;
    const layout = this.#layout;
    if (!layout) return;
    const jumped = this.#jumped;
    this.#jumped = false;
    const eased = this.#eased.at(place.x, place.y, moment, jumped, still);
    const push = still ? 0 : 5 * (1 - easeOut((moment - this.#hit) / FLINCH));
    const slide = this.#fell === undefined ? 0 : 46 * easeIn((moment - this.#fell) / FALL);
    const whole = (length: number) => Math.round(length * viewport.ratio) / viewport.ratio;
    const x = whole(eased.x + push - slide);
    const { width, height } = item.glyph;
    this.drawn = { x, y: eased.y, width, height };

    const arriving = still ? 1 : linear((t - this.#since) / ARRIVE);
    const death = this.#died === undefined ? undefined : (moment - this.#died) / DEATH;
    const near = !this.dead && this.#distance < NEAR;
    const look: GlyphLook = {
      kind: this.bug.kind,
      width,
      scale: swellOf(this.bug.kind, this.bug.grown, this.#distance),
      age: t - this.#since,
      death: death === undefined ? undefined : linear(death),
      near,
      open: near || (this.#fell !== undefined && this.#distance < NEAR),
      color: this.#color(palette, near),
      bug: this.bug,
    };
    const left = still ? 1 : (moment - this.#left.moment) / (2 * GROW);
    if (left < 1) {
      ctx.globalAlpha = 0.35 * (1 - left);
      paintGlyph(ctx, this.#left.x + width / 2, this.#left.y, look, settings);
    }
    ctx.globalAlpha = arriving;
    paintGlyph(ctx, x + width / 2, eased.y, look, settings);

    const dodge = still ? 0 : interpolate(SHAKE, linear((moment - this.#missed.moment) / FLINCH));
    const cardLeft = whole(x + place.cardLeft - place.x + dodge);
    const cardTop = whole(place.cardTop + eased.y - place.y);
    ctx.globalAlpha = death === undefined ? arriving : interpolate(FADE, linear(death));
    // One that is in good part below the locked card is dimmed.
    if (place.covered > 0.3) ctx.globalAlpha *= 0.6;
    const grown = still || !this.locked ? 1 : lerp(0.8, 1, easeOut((moment - this.#locked) / GROW));
    ctx.save();
    ctx.translate(cardLeft, cardTop + layout.height / 2);
    if (grown < 1) ctx.scale(grown, grown);
    const cardLook = {
      card: this.#card,
      tone: this.#tone(near),
      urgency: this.dead ? "calm" : this.bug.urgency,
      second: this.bug.second,
      flash: moment - this.#flashed < FLASH,
      missed: moment - this.#missed.moment < MISS ? this.#missed.key : "",
      fixed: this.#fixed,
      revision: this.#revision,
    };
    this.#cardSprite.draw(ctx, 0, -layout.height / 2, layout, cardLook, viewport, palette);
    ctx.restore();
    ctx.globalAlpha = 1;
  }

  #tone(near: boolean): CardTone {
    if (this.dead) return "fixed";
    if (this.locked) return "locked";
    if (near) return "near";
    return this.#distance > FAR ? "far" : "middle";
  }

  #color(palette: Palette, near: boolean): string {
    if (this.dead) return palette.mint;
    if (near || this.#fell !== undefined) return palette.coral;
    if (this.locked) return palette.amber;
    if (this.bug.kind === "boss") return palette.coral;
    return this.#distance > FAR ? palette["glyph-far"] : palette.glyph;
  }
}
