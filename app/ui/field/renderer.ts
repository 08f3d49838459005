/**
 * Draws a run on the frame that React rendered once (field-frame.tsx), from the engine's state and
 * events. It writes to the DOM directly, because a key must reach the screen within a frame. It does not
 * know where the keys come from, so it draws games and replays.
 */

import type { Highlight } from "../../contracts/highlight.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Plan } from "../../engine/plan.ts";
import type { GameEvent, State } from "../../engine/state.ts";
import { targetOf } from "../../engine/state.ts";
import { loadConfetti, showConfetti } from "../runs/confetti.ts";
import { BugRegistry } from "./bug-registry.ts";
import { CodeView } from "./code/code-view.ts";
import { partsOf } from "./frame-parts.ts";
import { type Geometry, heightOf, measure, offsetOf } from "./geometry.ts";
import { BannerView } from "./hud/banner-view.ts";
import { heatOf } from "./hud/combo-heat.ts";
import { appendToLog } from "./hud/git-log.ts";
import { HudView } from "./hud/hud-view.ts";
import { ImpactEffects } from "./hud/impact-effects.ts";
import { WallView } from "./hud/wall-view.ts";
import { prefersReducedMotion } from "./motion.ts";
import { Announcer } from "./screen-reader/announcer.ts";
import { LiveRegions } from "./screen-reader/live-regions.ts";
import { momentNow, PALETTE_NAMES, type Palette, type PaletteName } from "./stage/messages.ts";
import { Stage } from "./stage/stage.ts";

/** Reads the stage's colours from the style sheet, in the current theme. */
function readPalette(palette: HTMLElement): Palette {
  const read = (name: PaletteName) => {
    const sample = palette.querySelector(`[data-ink="${name}"]`);
    return sample ? getComputedStyle(sample).color : "";
  };
  return Object.fromEntries(PALETTE_NAMES.map((name) => [name, read(name)])) as Palette;
}

/** Media queries whose change means that the stage is drawn anew. */
const APPEARANCE_QUERIES = ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"];

export class FieldRenderer {
  #engine: Engine;
  #parts: ReturnType<typeof partsOf>;
  #clock: () => number;
  #stage: Stage;
  #bugs: BugRegistry;
  #geometry: Geometry;
  #effects: ImpactEffects;
  #wall: WallView;
  #hud: HudView;
  #banner: BannerView;
  #code: CodeView;
  #liveRegions: LiveRegions;
  #announcer: Announcer;
  #observer: ResizeObserver;
  #destroyed = new AbortController();
  #rate = 1;
  #last: State | undefined;

  /**
   * @param clock returns the milliseconds since the run's start, as the engine counts them
   * @param highlights of each snippet of the plan; without them the code has no colours
   */
  constructor(
    frame: HTMLElement,
    engine: Engine,
    plan: Plan,
    clock: () => number,
    highlights: readonly Highlight[] = [],
  ) {
    const parts = partsOf(frame);
    this.#engine = engine;
    this.#parts = parts;
    this.#clock = clock;
    this.#geometry = measure(parts.lanes, parts.probe, parts.field);
    this.#stage = new Stage(parts.lanes);
    this.#bugs = new BugRegistry(this.#stage, (bug, seconds) => this.#announcer.near(bug, seconds));
    this.#effects = new ImpactEffects(parts);
    this.#wall = new WallView(parts.field, parts.gutter, parts.wall);
    this.#hud = new HudView(parts, frame, engine);
    this.#banner = new BannerView(parts, engine);
    this.#code = new CodeView(
      { name: parts.file, status: parts.status, viewport: parts.viewport, body: parts.code },
      plan,
      highlights,
    );
    this.#liveRegions = new LiveRegions(parts.announcements, parts.dangers);
    this.#announcer = new Announcer(engine, (text, urgent) => this.#liveRegions.say(text, urgent));
    this.#observer = new ResizeObserver(() => this.resize());
    this.#observer.observe(parts.lanes);
    this.#observer.observe(parts.viewport);
    const { signal } = this.#destroyed;
    for (const query of APPEARANCE_QUERIES)
      window.matchMedia(query).addEventListener("change", () => this.resize(), { signal });
    document.fonts.ready.then(() => this.#destroyed.signal.aborted || this.resize());
    this.resize();
    this.#setClock();
  }

  get field(): HTMLElement {
    return this.#parts.field;
  }

  /** Measures the layout again and moves everything to its place in it. */
  resize(): void {
    const { lanes, probe, field, palette: paletteElement } = this.#parts;
    this.#geometry = measure(lanes, probe, field);
    const { track: width, compact, char } = this.#geometry;
    const height = lanes.clientHeight;
    const viewport = { width, height, ratio: window.devicePixelRatio, compact, char };
    this.#stage.post({
      type: "set",
      viewport,
      palette: readPalette(paletteElement),
      still: prefersReducedMotion(),
    });
    this.#bugs.setGeometry(this.#geometry);
    this.#stage.flush();
    this.#code.resize();
  }

  #setClock(): void {
    const [at, moment, rate] = [this.#clock(), momentNow(), this.#rate];
    this.#stage.post({ type: "clock", at, moment, rate });
  }

  /** Shows `state`, and animates the `events` that led to it. */
  draw(state: State, events: readonly GameEvent[]): void {
    if (!this.#last && state.wave === 0) this.#banner.showNextWave(state);
    this.#last = state;
    for (const event of events) {
      this.#banner.follow(event);
      this.#showEvent(event, state);
      this.#announcer.announce(event, state);
    }
    this.#show(state, events);
  }

  /** Shows `state` after a jump in time, without animation; `events` are all since the start of the run. */
  jump(state: State, events: readonly GameEvent[]): void {
    this.#bugs.clear();
    this.#stage.post({ type: "clear" });
    this.#setClock();
    this.#last = state;
    this.#wall.rebuild(events);
    this.#effects.reset();
    this.#banner.destroy();
    for (const event of events) this.#banner.follow(event);
    for (const bug of state.bugs) this.#bugs.add(bug, this.#geometry, this.#clock());
    const last = events.findLast(({ type }) => type === "cleared" || type === "spawn");
    if (state.over) this.#end(state.over.outcome === "defeat");
    else if (last?.type !== "spawn") this.#banner.showNextWave(state);
    this.#parts.log.replaceChildren();
    this.#hud.jump();
    this.#show(state, events);
  }

  /** Sets how fast time passes from now on; 0 stops it. */
  setRate(rate: number): void {
    this.#rate = rate;
    this.#setClock();
    this.#bugs.setRate(rate, this.#clock());
    this.#stage.flush();
  }

  #show(state: State, events: readonly GameEvent[]): void {
    const target = targetOf(state);
    const shown = target ?? this.#engine.byDistance(state)[0];
    const { typed, gap } = state;
    this.#bugs.setTarget(target, { locked: true, typed, gap }, this.#geometry.longest);
    this.#stage.flush();

    // A key within a token changes only the time, and the HUD is updated every second anyway.
    if (!events.length || events.some(({ type }) => type !== "key"))
      this.#hud.update(state, events);
    this.#code.show(shown, target !== undefined, state);
    appendToLog(this.#parts.log, events);
    this.#setAttribute("data-lane", target ? String(target.lane) : "");
    const due = target
      ? this.#engine.expectedKey(state, target)
      : shown?.tokens[shown.next]?.text[0];
    this.#setAttribute("data-next-key", due ?? "");
  }

  #setAttribute(name: string, value: string): void {
    const { field } = this.#parts;
    if (field.getAttribute(name) !== value) field.setAttribute(name, value);
  }

  /** Switches the announcements of targets, progress and danger for screen readers on or off. */
  setAloud(on: boolean): void {
    this.#announcer.setAloud(on, this.#last);
  }

  /**
   * @param gap points ahead of the ghost; undefined without one
   * @param own points of this run
   */
  setGhost(gap: number | undefined, own: number): void {
    this.#hud.setGhost(gap, own);
  }

  /** Announces `text` to screen readers, and shows it in the code's status line. */
  tell(text: string, urgent = true): void {
    this.#parts.status.textContent = text;
    this.#liveRegions.say(text, urgent);
  }

  #showEvent(event: GameEvent, state: State): void {
    switch (event.type) {
      case "spawn":
        this.#banner.hide();
        this.#showBug(event.bug, state);
        break;
      case "miss":
        if (event.bug !== null) this.#stage.post({ type: "miss", id: event.bug });
        break;
      case "shot": {
        const { bug: id, damage, combo, at } = event;
        this.#stage.post({ type: "shot", id, damage, heat: heatOf(combo), at });
        break;
      }
      case "kill":
        this.#kill(event);
        break;
      case "arrival":
        this.#bugs.remove(event.bug);
        this.#stage.post({ type: "leave", id: event.bug });
        this.#strike(event);
        break;
      case "cleared":
        this.#banner.showNextWave(state);
        break;
      case "over":
        this.#end(event.outcome === "defeat");
        break;
    }
  }

  #showBug(id: number, state: State): void {
    // A bug that came and went between two drawings is not shown.
    const bug = state.bugs.find((bug) => bug.id === id);
    if (!bug) return;
    this.#bugs.add(bug, this.#geometry, this.#clock());
    if (bug.kind !== "boss") return;
    this.#banner.showBoss(bug);
    this.#effects.showBoss();
    void loadConfetti();
  }

  #strike({ lane, damage }: GameEvent & { type: "arrival" }): void {
    this.#wall.hit(lane);
    this.#effects.showImpact();
    this.#stage.post({ type: "impact", y: heightOf(lane, 0, this.#geometry), damage });
  }

  #kill({ bug: id, lane, kind, at }: GameEvent & { type: "kill" }): void {
    const bug = this.#bugs.remove(id);
    if (!bug) return;
    this.#stage.post({ type: "kill", id, at });
    this.#wall.mark(lane, "fixed");
    if (kind !== "boss") return;
    this.#effects.shake(260);
    const { left, top } = this.#parts.lanes.getBoundingClientRect();
    void showConfetti({
      x: (left + offsetOf(bug, at, this.#geometry)) / window.innerWidth,
      y: (top + heightOf(lane, 0, this.#geometry)) / window.innerHeight,
      particles: 90,
    });
  }

  #end(defeat: boolean): void {
    this.#banner.destroy();
    this.setRate(0);
    if (!defeat) return;
    this.#wall.fall();
    this.#stage.post({ type: "fall" });
  }

  /** Ends all motion and removes the bugs. */
  destroy(): void {
    this.#destroyed.abort();
    this.#observer.disconnect();
    this.#liveRegions.destroy();
    this.#banner.destroy();
    this.#wall.reset();
    this.#code.destroy();
    this.#bugs.clear();
    this.#stage.destroy();
  }
}
