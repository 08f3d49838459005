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
import { BugRegistry } from "./bug-registry.ts";
import { caretOf } from "./code/code-lines.ts";
import { EventView } from "./event-view.ts";
import { partsOf } from "./frame-parts.ts";
import { measure } from "./geometry.ts";
import { FootView } from "./hud/foot-view.ts";
import { appendToLog } from "./hud/git-log.ts";
import { HudView } from "./hud/hud-view.ts";
import { PowersView } from "./hud/powers-view.ts";
import { WaveTallies } from "./hud/wave-tally.ts";
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
  #tallies = new WaveTallies();
  #events: EventView;
  #hud: HudView;
  #powers: PowersView;
  #foot: FootView;
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
    // Without a stage the code is shown as plain text.
    this.#stage = new Stage(parts.lanes, () => parts.field.setAttribute("data-stageless", ""));
    this.#bugs = new BugRegistry(this.#stage, engine, plan, highlights, {
      onNear: (bug, seconds) => this.#last && this.#announcer.near(bug, seconds, this.#last),
      onLate: (bug) => this.#last && this.#announcer.late(bug, this.#last),
    });
    this.#events = new EventView(engine, parts, this.#stage, this.#bugs, this.#tallies);
    this.#hud = new HudView(parts, frame, engine);
    this.#powers = new PowersView(parts, engine);
    this.#foot = new FootView(parts, plan);
    this.#liveRegions = new LiveRegions(parts.announcements, parts.dangers);
    this.#announcer = new Announcer(engine, (text, urgent) => this.#liveRegions.say(text, urgent));
    this.#observer = new ResizeObserver(() => this.resize());
    this.#observer.observe(parts.lanes);
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

  /** Measures the layout again and draws the stage in it. */
  resize(): void {
    const { lanes, field, palette } = this.#parts;
    this.#stage.post({
      type: "set",
      viewport: measure(lanes, field),
      palette: readPalette(palette),
      still: prefersReducedMotion(),
    });
    this.#stage.flush();
  }

  #setClock(): void {
    const [at, moment, rate] = [this.#clock(), momentNow(), this.#rate];
    this.#stage.post({ type: "clock", at, moment, rate });
  }

  /**
   * Shows `state`, and animates the `events` that led to it.
   *
   * @param key the key that was pressed, if any
   */
  draw(state: State, events: readonly GameEvent[], key?: string): void {
    if (!this.#last && state.wave === 0) this.#events.begin(state);
    this.#last = state;
    for (const event of events) this.#tallies.follow(event);
    // Before the bugs that are gone are forgotten.
    appendToLog(this.#parts.log, events, (id) => this.#fullHit(id, state));
    for (const event of events) {
      this.#events.show(event, state, key, events, this.#clock());
      this.#announcer.announce(event, state);
    }
    if (events.some(({ type }) => type === "over")) this.setRate(0);
    this.#show(state, events);
  }

  /** Shows `state` after a jump in time, without animation; `events` are all since the start of the run. */
  jump(state: State, events: readonly GameEvent[]): void {
    this.#bugs.clear();
    this.#stage.post({ type: "clear" });
    this.#setClock();
    this.#last = state;
    this.#tallies.clear();
    for (const event of events) this.#tallies.follow(event);
    for (const bug of state.bugs) this.#bugs.add(bug, this.#clock(), events);
    this.#events.jump(state, events);
    if (state.over) this.setRate(0);
    this.#parts.log.replaceChildren();
    appendToLog(this.#parts.log, events, () => undefined);
    this.#hud.jump();
    this.#show(state, events);
  }

  /** Returns what a bug would have taken untouched, if typing it has softened its hit. */
  #fullHit(id: number, state: State): number | undefined {
    const bug = this.#bugs.get(id);
    const full = bug && this.#engine.hitOf(state, { ...bug, next: 0 });
    return bug && full !== this.#engine.hitOf(state, bug) ? full : undefined;
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
    // A key within a token moves only the caret, and the rest is updated every second anyway.
    const all = !events.length || events.some(({ type }) => type !== "key");
    this.#bugs.update(state, all);
    this.#stage.flush();

    const { field, code } = this.#parts;
    if (all) {
      this.#hud.update(state);
      this.#powers.update(state);
      field.toggleAttribute("data-slow", state.slow_until > state.now && !state.over);
      setAttribute(field, "data-lane", target ? String(target.lane) : "");
    }
    this.#foot.show(shown, target !== undefined, state);
    const { line, column } = target ? caretOf(target, state) : { line: 0, column: 0 };
    setAttribute(code, "data-caret", `${line}:${column}`);
    const due = target
      ? this.#engine.expectedKey(state, target)
      : shown?.tokens[shown.next]?.text[0];
    setAttribute(field, "data-next-key", due ?? "");
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

  /** Says beside the ghost's points whose ghost it is. */
  nameGhost(name: string): void {
    this.#hud.nameGhost(name);
  }

  /** Shows on the card of the bug `id` what its kind does. */
  teach(id: number, lesson: string): void {
    this.#bugs.teach(id, lesson);
    this.#stage.flush();
  }

  /** Announces `text` to screen readers, and shows it in the foot. */
  tell(text: string, urgent = true): void {
    this.#parts.status.textContent = text;
    this.#liveRegions.say(text, urgent);
  }

  /** Ends all motion and removes the bugs. */
  destroy(): void {
    this.#destroyed.abort();
    this.#observer.disconnect();
    this.#liveRegions.destroy();
    this.#events.destroy();
    this.#bugs.clear();
    this.#stage.destroy();
  }
}

function setAttribute(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
