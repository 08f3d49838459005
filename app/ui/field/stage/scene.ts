/** All that moves on the field, as it was told (orders.ts), painted moment by moment. */
import { BugSprite, offsetAt, type Setting } from "./bug-sprite.ts";
import { type Canvas, glow, type Pen, penOf } from "./canvas.ts";
import { momentNow, type Order, type RunClock, timeAt } from "./messages.ts";
import { Particles } from "./particles.ts";
import { BLEED } from "./sizes.ts";

/** Under reduced motion so many milliseconds may pass between two pictures. */
const STILL_PAUSE = 100;
const NEVER = Number.POSITIVE_INFINITY;

/** Whether two threads agree on the time: an order is some seconds old at the most, while the worker comes. */
const isHere = (told: number, now: number) => now - told > -50 && now - told < 60_000;

class StageScene {
  #canvas: Canvas;
  #pen: Pen;
  #actors = new Map<number, BugSprite>();
  #dying: BugSprite[] = [];
  #debris = new Particles();
  #setting: (Setting & { light: Canvas }) | undefined;
  #clock: RunClock = { at: 0, moment: 0, rate: 0 };

  constructor(canvas: Canvas) {
    this.#canvas = canvas;
    this.#pen = penOf(canvas);
  }

  take(order: Order, moment: number): void {
    switch (order.type) {
      case "set":
        this.#set(order);
        break;
      case "clock":
        this.#clock = isHere(order.moment, moment) ? order : { ...order, moment };
        break;
      case "enter":
        this.#actors.set(order.id, new BugSprite(order));
        break;
      case "place": {
        const actor = this.#actors.get(order.id);
        if (actor) Object.assign(actor.part, { from: order.from, y: order.y });
        break;
      }
      case "label":
        this.#actors.get(order.id)?.write(order);
        break;
      case "miss":
        this.#actors.get(order.id)?.miss(moment);
        break;
      case "shot":
        this.#shoot(order, moment);
        break;
      case "kill":
        this.#kill(order, moment);
        break;
      case "leave":
        this.#actors.delete(order.id);
        break;
      case "impact":
        if (this.#moves) this.#debris.impact(moment, order.y, order.damage);
        break;
      case "fall":
        for (const actor of this.#actors.values()) actor.fall(moment);
        break;
      case "clear":
        this.#actors.clear();
        this.#dying = [];
        this.#debris.clear();
        break;
    }
  }

  /** Faces have come: what was written before is written anew. */
  rewrite(): void {
    for (const actor of this.#actors.values()) actor.forget();
  }

  /** @returns the milliseconds until the next picture would be another one */
  paint(moment: number): number {
    const setting = this.#setting;
    if (!setting) return NEVER;
    const { measures, inks, light } = setting;
    const pen = this.#pen;
    const t = timeAt(this.#clock, moment);
    this.#dying = this.#dying.filter((actor) => !actor.gone(moment));

    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    const { ratio } = measures;
    pen.setTransform(ratio, 0, 0, ratio, BLEED.x * ratio, BLEED.y * ratio);
    this.#debris.paintBelow(pen, moment, inks, light);
    const actors = [...this.#dying, ...this.#actors.values()];
    for (const actor of actors) if (!actor.locked) actor.paint(pen, t, moment, setting);
    for (const actor of actors) if (actor.locked) actor.paint(pen, t, moment, setting);
    this.#debris.paintAbove(pen, moment, inks);

    const goesOn = this.#clock.rate > 0 && this.#actors.size > 0;
    const acts = this.#dying.length > 0 || !this.#debris.empty;
    if (!goesOn && !acts && !actors.some((actor) => actor.acts(moment))) return NEVER;
    return this.#moves ? 0 : STILL_PAUSE;
  }

  get #moves(): boolean {
    return this.#setting !== undefined && !this.#setting.still;
  }

  #set({ measures, inks, still }: Order & { type: "set" }): void {
    const { width, height, ratio } = measures;
    this.#canvas.width = Math.ceil((width + BLEED.x) * ratio);
    this.#canvas.height = Math.ceil((height + 2 * BLEED.y) * ratio);
    this.#setting = {
      measures,
      inks,
      still,
      light: glow(inks.amber, 256),
      dread: glow(inks.coral, 128),
    };
    this.rewrite();
  }

  #shoot({ id, damage, heat, at }: Order & { type: "shot" }, moment: number): void {
    const actor = this.#actors.get(id);
    if (!actor || !this.#moves) return;
    const { part } = actor;
    this.#debris.shot(moment, offsetAt(part, at, false), part.y, damage, heat);
    actor.flinch(moment);
  }

  #kill({ id, at }: Order & { type: "kill" }, moment: number): void {
    const actor = this.#actors.get(id);
    this.#actors.delete(id);
    if (!actor || !this.#moves) return;
    const { part } = actor;
    actor.die(moment, at);
    this.#dying.push(actor);
    const count = part.kind === "boss" ? 32 : 12;
    this.#debris.burst(moment, offsetAt(part, at, false) + 24, part.y, count, "mint");
  }
}

export interface Performance {
  take(orders: readonly Order[]): void;
  rewrite(): void;
  stop(): void;
}

const askForFrame = globalThis.requestAnimationFrame ?? ((then) => setTimeout(then, 16));

/** Paints on `canvas` what it is told, as long as anything moves. */
export function perform(canvas: Canvas): Performance {
  const scene = new StageScene(canvas);
  let asked = false;
  let stopped = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  const frame = () => {
    asked = false;
    if (stopped) return;
    const wait = scene.paint(momentNow());
    if (wait === 0) ask();
    else if (wait !== NEVER) pause = setTimeout(ask, wait);
  };
  const ask = () => {
    clearTimeout(pause);
    if (asked || stopped) return;
    asked = true;
    askForFrame(frame);
  };
  return {
    take(orders) {
      const moment = momentNow();
      for (const order of orders) scene.take(order, moment);
      ask();
    },
    rewrite() {
      scene.rewrite();
      ask();
    },
    stop() {
      stopped = true;
      clearTimeout(pause);
    },
  };
}
