/** Draws all that moves on the field on a canvas, as the messages of the page say (messages.ts). */
import { BugSprite, offsetAt, type SceneSettings } from "./bug-sprite.ts";
import { type Canvas, type Context2D, contextOf, glow } from "./canvas.ts";
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
        this.#sprites.set(message.id, new BugSprite(message));
        break;
      case "place": {
        const sprite = this.#sprites.get(message.id);
        if (sprite) Object.assign(sprite.placement, { from: message.from, y: message.y });
        break;
      }
      case "label":
        this.#sprites.get(message.id)?.setLabel(message);
        break;
      case "miss":
        this.#sprites.get(message.id)?.miss(moment);
        break;
      case "shot":
        this.#shoot(message, moment);
        break;
      case "kill":
        this.#kill(message, moment);
        break;
      case "leave":
        this.#sprites.delete(message.id);
        break;
      case "impact":
        if (this.#moves) this.#particles.impact(moment, message.y, message.damage);
        break;
      case "fall":
        for (const sprite of this.#sprites.values()) sprite.fall(moment);
        break;
      case "clear":
        this.#sprites.clear();
        this.#dying = [];
        this.#particles.clear();
        break;
    }
  }

  /** Draws all labels anew, after a font has loaded. */
  redrawLabels(): void {
    for (const sprite of this.#sprites.values()) sprite.invalidateLabel();
  }

  /** Draws a frame. @returns the milliseconds until the next frame would differ */
  paint(moment: number): number {
    const settings = this.#settings;
    if (!settings) return NEVER;
    const { viewport, palette, light } = settings;
    const ctx = this.#ctx;
    const t = timeAt(this.#clock, moment);
    this.#dying = this.#dying.filter((sprite) => !sprite.isGone(moment));

    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    const { ratio } = viewport;
    ctx.setTransform(ratio, 0, 0, ratio, BLEED.x * ratio, BLEED.y * ratio);
    this.#particles.paintBelow(ctx, moment, palette, light);
    const sprites = [...this.#dying, ...this.#sprites.values()];
    for (const sprite of sprites) if (!sprite.locked) sprite.paint(ctx, t, moment, settings);
    for (const sprite of sprites) if (sprite.locked) sprite.paint(ctx, t, moment, settings);
    this.#particles.paintAbove(ctx, moment, palette);

    const bugsWalk = this.#clock.rate > 0 && this.#sprites.size > 0;
    const effects = this.#dying.length > 0 || !this.#particles.empty;
    if (!bugsWalk && !effects && !sprites.some((sprite) => sprite.isMoving(moment))) return NEVER;
    return this.#moves ? 0 : STILL_PAUSE;
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
    this.redrawLabels();
  }

  #shoot({ id, damage, heat, at }: StageMessage & { type: "shot" }, moment: number): void {
    const sprite = this.#sprites.get(id);
    if (!sprite || !this.#moves) return;
    const { placement } = sprite;
    this.#particles.shot(moment, offsetAt(placement, at, false), placement.y, damage, heat);
    sprite.flinch(moment);
  }

  #kill({ id, at }: StageMessage & { type: "kill" }, moment: number): void {
    const sprite = this.#sprites.get(id);
    this.#sprites.delete(id);
    if (!sprite || !this.#moves) return;
    const { placement } = sprite;
    sprite.die(moment, at);
    this.#dying.push(sprite);
    const count = placement.kind === "boss" ? 32 : 12;
    this.#particles.burst(moment, offsetAt(placement, at, false) + 24, placement.y, count, "mint");
  }
}

export interface SceneHandle {
  receive(messages: readonly StageMessage[]): void;
  redrawLabels(): void;
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
    redrawLabels() {
      scene.redrawLabels();
      requestNext();
    },
    stop() {
      stopped = true;
      clearTimeout(pause);
    },
  };
}
