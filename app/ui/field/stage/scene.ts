/** Draws all that moves on the field on a canvas, as the messages of the page say (messages.ts). */
import { arrange, byLayer, type Item, laneY } from "./arrange.ts";
import { BugSprite, type SceneSettings } from "./bug-sprite.ts";
import { type Canvas, type Context2D, contextOf, glow } from "./canvas.ts";
import { FieldEffects } from "./field-effects.ts";
import { momentNow, type RunClock, type StageMessage, timeAt } from "./messages.ts";
import { Particles } from "./particles.ts";
import { BLEED } from "./sizes.ts";

/** Milliseconds between two frames under reduced motion. */
const STILL_PAUSE = 100;
const NEVER = Number.POSITIVE_INFINITY;

/** Whether the page's clock is this thread's clock: a message is at most some seconds old, while the worker starts. */
const isSameClock = (sent: number, now: number) => now - sent > -50 && now - sent < 60_000;

class StageScene {
  #canvas: Canvas;
  #ctx: Context2D;
  #sprites = new Map<number, BugSprite>();
  #dying: BugSprite[] = [];
  #particles = new Particles();
  #effects = new FieldEffects();
  /** The height that each bug took in the last frame. */
  #heights = new Map<number, number>();
  #settings: (SceneSettings & { light: Canvas }) | undefined;
  #clock: RunClock = { at: 0, moment: 0, rate: 0 };

  constructor(canvas: Canvas) {
    this.#canvas = canvas;
    this.#ctx = contextOf(canvas);
  }

  receive(message: StageMessage, moment: number): void {
    switch (message.type) {
      case "set":
        this.#configure(message);
        break;
      case "clock":
        this.#clock = isSameClock(message.moment, moment) ? message : { ...message, moment };
        break;
      case "enter":
        this.#sprites.set(message.bug.id, new BugSprite(message.bug));
        break;
      case "change":
        this.#sprites.get(message.bug.id)?.change(message.bug);
        break;
      case "code":
        this.#sprites.get(message.id)?.setCode(message.lines);
        break;
      case "caret":
        this.#sprites.get(message.id)?.setCaret(message.locked, message.caret, moment);
        break;
      case "miss":
        if (message.id === null) this.#effects.missAtWall(moment, message.key);
        else this.#sprites.get(message.id)?.miss(moment, message.key);
        break;
      case "shot":
        this.#shoot(message, moment);
        break;
      case "kill":
        this.#kill(message, moment);
        break;
      case "leave":
        this.#remove(message.id);
        break;
      case "jump":
        this.#sprites.get(message.id)?.leap(moment);
        break;
      case "phase":
        this.#sprites.get(message.id)?.returnAt(timeAt(this.#clock, moment));
        break;
      case "impact":
        if (this.#moves && this.#settings) {
          const y = laneY(message.lane, this.#settings.viewport);
          this.#particles.impact(moment, y, message.percent);
        }
        break;
      case "rollback":
        if (this.#moves) this.#effects.rollBack(moment);
        break;
      case "hotfix":
        this.#sprites.get(message.id)?.flash(moment);
        break;
      case "fall":
        for (const sprite of this.#sprites.values()) sprite.fall(moment);
        break;
      case "clear":
        this.#sprites.clear();
        this.#heights.clear();
        this.#dying = [];
        this.#particles.clear();
        this.#effects = new FieldEffects();
        break;
    }
  }

  /** Draws all cards anew, after a font has loaded. */
  redrawCards(): void {
    for (const sprite of [...this.#sprites.values(), ...this.#dying]) sprite.invalidateCard();
  }

  /** Draws a frame. @returns the milliseconds until the next frame would differ */
  paint(moment: number): number {
    const settings = this.#settings;
    if (!settings) return NEVER;
    const { viewport, palette, light } = settings;
    const ctx = this.#ctx;
    const t = timeAt(this.#clock, moment);
    this.#dying = this.#dying.filter((sprite) => !sprite.isGone(moment));

    const living = [...this.#sprites.values()].map((sprite) => ({
      sprite,
      item: sprite.measure(t, settings),
    }));
    const places = arrange(
      living.map(({ item }) => item),
      viewport,
      this.#heights,
    );
    living.sort(({ item: a }, { item: b }) => byLayer(a, b));

    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    const { ratio } = viewport;
    ctx.setTransform(ratio, 0, 0, ratio, BLEED.x * ratio, BLEED.y * ratio);
    this.#effects.paintBelow(ctx, moment, viewport, palette, [...this.#sprites.values()]);
    this.#particles.paintBelow(ctx, moment, palette, light);
    for (const sprite of this.#dying) this.#paintDying(sprite, t, moment, settings);
    for (const { sprite, item } of living) {
      const place = places.get(item.id);
      if (place) sprite.paint(ctx, item, place, t, moment, settings);
    }
    this.#particles.paintAbove(ctx, moment, palette);
    this.#effects.paintAbove(ctx, moment, viewport, palette, settings.still);

    const bugsWalk = this.#clock.rate > 0 && this.#sprites.size > 0;
    const effects =
      this.#dying.length > 0 || !this.#particles.empty || this.#effects.isActive(moment);
    const moving = living.some(({ sprite }) => sprite.isMoving(moment));
    if (!bugsWalk && !effects && !moving) return NEVER;
    return this.#moves ? 0 : STILL_PAUSE;
  }

  /** Paints a fixed bug where it was. */
  #paintDying(sprite: BugSprite, t: number, moment: number, settings: SceneSettings): void {
    const item: Item = sprite.measure(t, settings);
    const { x, y } = sprite.drawn;
    const cardTop = y - item.card.height / 2;
    const place = { x, y, cardLeft: x + item.reach, cardTop, covered: 0 };
    sprite.paint(this.#ctx, item, place, t, moment, settings);
  }

  get #moves(): boolean {
    return this.#settings !== undefined && !this.#settings.still;
  }

  #configure({ viewport, palette, still }: StageMessage & { type: "set" }): void {
    const { width, height, ratio } = viewport;
    this.#canvas.width = Math.ceil((width + BLEED.x) * ratio);
    this.#canvas.height = Math.ceil((height + 2 * BLEED.y) * ratio);
    this.#settings = {
      viewport,
      palette,
      still,
      light: glow(palette.amber, 256),
      bossGlow: glow(palette.coral, 128),
    };
    this.#particles.setSize(viewport.code);
    this.redrawCards();
  }

  #remove(id: number): BugSprite | undefined {
    const sprite = this.#sprites.get(id);
    this.#sprites.delete(id);
    this.#heights.delete(id);
    return sprite;
  }

  #shoot({ id, damage, heat }: StageMessage & { type: "shot" }, moment: number): void {
    const sprite = this.#sprites.get(id);
    if (!sprite || !this.#moves) return;
    const { x, y } = sprite.drawn;
    this.#particles.shot(moment, x, y, damage, heat);
    sprite.flinch(moment);
  }

  #kill({ id, at, points }: StageMessage & { type: "kill" }, moment: number): void {
    const sprite = this.#remove(id);
    if (!sprite || !this.#moves) return;
    sprite.die(moment, at, points);
    this.#dying.push(sprite);
    const { x, y, width } = sprite.drawn;
    const count = sprite.bug.kind === "boss" ? 36 : 14;
    this.#particles.burst(moment, x + width / 2, y, count, "mint");
  }
}

export interface SceneHandle {
  receive(messages: readonly StageMessage[]): void;
  redrawCards(): void;
  stop(): void;
}

const requestFrame = globalThis.requestAnimationFrame ?? ((then) => setTimeout(then, 16));

/** Draws on `canvas` what the messages say, and asks for frames only while anything moves. */
export function startScene(canvas: Canvas): SceneHandle {
  const scene = new StageScene(canvas);
  let requested = false;
  let stopped = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const frame = () => {
    requested = false;
    if (stopped) return;
    const wait = scene.paint(momentNow());
    if (wait === 0) requestNext();
    else if (wait !== NEVER) pause = setTimeout(requestNext, wait);
  };
  const requestNext = () => {
    clearTimeout(pause);
    if (requested || stopped) return;
    requested = true;
    requestFrame(frame);
  };
  return {
    receive(messages) {
      const moment = momentNow();
      for (const message of messages) scene.receive(message, moment);
      requestNext();
    },
    redrawCards() {
      scene.redrawCards();
      requestNext();
    },
    stop() {
      stopped = true;
      clearTimeout(pause);
    },
  };
}
