/**
 * Draws a run on the frame that React rendered once: from the state and the
 * events, by hand, because a key must reach the screen within a frame and
 * React's reconciliation is not needed for that. Knows nothing of where the keys
 * come from, so that a replay is drawn by the same code.
 */
import type { Highlight } from "../../contracts/highlight.ts";
import type { Plan } from "../../engine/plan.ts";
import { type GameEvent, type State, targetOf } from "../../engine/v1/state.ts";
import { byDistance, expectedKey } from "../../engine/v1/step.ts";
import { celebrate, prepareCelebration } from "../runs/celebrate.ts";
import { Announcer } from "./screen-reader/live-regions.ts";
import { BannerView } from "./hud/banner-view.ts";
import { BugRegistry } from "./bug-registry.ts";
import { CodeView } from "./code/code-view.ts";
import { Commentary } from "./screen-reader/announcer.ts";
import { Effects } from "./hud/impact-effects.ts";
import { writeLog } from "./hud/git-log.ts";
import { type Geometry, heightOf, measure, offsetOf } from "./geometry.ts";
import { heatOf } from "./hud/combo-heat.ts";
import { HudView } from "./hud/hud-view.ts";
import { isStill } from "./motion.ts";
import { partsOf } from "./frame-parts.ts";
import { momentNow, PALETTE_NAMES, type Palette, type PaletteName } from "./stage/messages.ts";
import { Stage } from "./stage/stage.ts";
import { WallView } from "./hud/wall-view.ts";

/** The stage's colours, as the style sheet and the theme make them. */
function inksOf(palette: HTMLElement): Palette {
  const read = (ink: PaletteName) => {
    const sample = palette.querySelector(`[data-ink="${ink}"]`);
    return sample ? getComputedStyle(sample).color : "";
  };
  return Object.fromEntries(PALETTE_NAMES.map((ink) => [ink, read(ink)])) as Palette;
}

/** What changes how the stage looks, besides its size. */
const LOOKS = ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"];

export class FieldRenderer {
  #parts: ReturnType<typeof partsOf>;
  #clock: () => number;
  #stage: Stage;
  #cast: BugRegistry;
  #geometry: Geometry;
  #effects: Effects;
  #wall: WallView;
  #hud: HudView;
  #banner: BannerView;
  #code: CodeView;
  #announcer: Announcer;
  #commentary: Commentary;
  #observer: ResizeObserver;
  #left = new AbortController();
  #rate = 1;
  #last: State | undefined;

  /**
   * @param clock milliseconds since the run's start, as the engine counts them
   * @param highlights of each snippet of the plan; without them code is plain
   */
  constructor(
    frame: HTMLElement,
    plan: Plan,
    clock: () => number,
    highlights: readonly Highlight[] = [],
  ) {
    const parts = partsOf(frame);
    this.#parts = parts;
    this.#clock = clock;
    this.#geometry = measure(parts.lanes, parts.probe, parts.field);
    this.#stage = new Stage(parts.lanes);
    this.#cast = new BugRegistry(this.#stage, (bug, seconds) =>
      this.#commentary.near(bug, seconds),
    );
    this.#effects = new Effects(parts);
    this.#wall = new WallView(parts.field, parts.gutter, parts.wall);
    this.#hud = new HudView(parts, frame);
    this.#banner = new BannerView(parts);
    this.#code = new CodeView(
      { name: parts.file, status: parts.status, viewport: parts.viewport, body: parts.code },
      plan,
      highlights,
    );
    this.#announcer = new Announcer(parts.announcements, parts.dangers);
    this.#commentary = new Commentary((text, urgent) => this.#announcer.say(text, urgent));
    this.#observer = new ResizeObserver(() => this.resize());
    this.#observer.observe(parts.lanes);
    this.#observer.observe(parts.viewport);
    const { signal } = this.#left;
    for (const query of LOOKS)
      window.matchMedia(query).addEventListener("change", () => this.resize(), { signal });
    document.fonts.ready.then(() => this.#left.signal.aborted || this.resize());
    this.resize();
    this.#setClock();
  }

  /** What takes the keys. */
  get field(): HTMLElement {
    return this.#parts.field;
  }

  /** Measures anew and puts everything where it now belongs. */
  resize(): void {
    const { lanes, probe, field, palette } = this.#parts;
    this.#geometry = measure(lanes, probe, field);
    const { track: width, compact, char } = this.#geometry;
    const height = lanes.clientHeight;
    const measures = { width, height, ratio: window.devicePixelRatio, compact, char };
    this.#stage.tell({ type: "set", measures, inks: inksOf(palette), still: isStill() });
    this.#cast.place(this.#geometry);
    this.#stage.flush();
    this.#code.resize();
  }

  #setClock(): void {
    const [at, moment, rate] = [this.#clock(), momentNow(), this.#rate];
    this.#stage.tell({ type: "clock", at, moment, rate });
  }

  /** Shows `state`, and what `events` tell of how it came about. */
  draw(state: State, events: readonly GameEvent[]): void {
    if (!this.#last && state.wave === 0) this.#banner.deploy(state);
    this.#last = state;
    for (const event of events) {
      this.#happen(event, state);
      this.#commentary.hear(event, state);
    }
    this.#show(state, events);
  }

  /** Shows `state` in place of whatever was shown, after a jump in time; `events` are all since the start. */
  jump(state: State, events: readonly GameEvent[]): void {
    this.#cast.clear();
    this.#stage.tell({ type: "clear" });
    this.#setClock();
    this.#last = state;
    this.#wall.rebuild(events);
    this.#effects.reset();
    this.#banner.destroy();
    for (const bug of state.bugs) this.#cast.enter(bug, this.#geometry, this.#clock());
    const last = events.findLast(({ type }) => type === "cleared" || type === "spawn");
    if (state.over) this.#end(state.over.outcome === "defeat");
    else if (last?.type !== "spawn") this.#banner.deploy(state);
    this.#parts.log.replaceChildren();
    this.#hud.jump();
    this.#show(state, events);
  }

  /** From here on time passes `rate` times as fast; 0 is standing still. */
  pace(rate: number): void {
    this.#rate = rate;
    this.#setClock();
    this.#cast.pace(rate, this.#clock());
    this.#stage.flush();
  }

  #show(state: State, events: readonly GameEvent[]): void {
    const target = targetOf(state);
    const shown = target ?? byDistance(state)[0];
    const { typed, gap } = state;
    this.#cast.aim(target, { locked: true, typed, gap }, this.#geometry.longest);
    this.#stage.flush();

    // Within a token only time goes on, and that is shown every second anyway.
    if (!events.length || events.some(({ type }) => type !== "key"))
      this.#hud.update(state, events);
    this.#code.show(shown, target !== undefined, state);
    writeLog(this.#parts.log, events);
    this.#mark("data-lane", target ? String(target.lane) : "");
    const due = target ? expectedKey(state, target) : shown?.tokens[shown.next]?.text[0];
    this.#mark("data-next-key", due ?? "");
  }

  #mark(name: string, value: string): void {
    const { field } = this.#parts;
    if (field.getAttribute(name) !== value) field.setAttribute(name, value);
  }

  /** Reads targets, progress and danger to screen readers, or no longer. */
  setAloud(on: boolean): void {
    this.#commentary.setAloud(on, this.#last);
  }

  /** @param gap points of the `own` ahead of the ghost that is raced, if one is */
  setGhost(gap: number | undefined, own: number): void {
    this.#hud.setGhost(gap, own);
  }

  /** Says something in between to those who listen, and in the code's status line. */
  tell(text: string): void {
    this.#parts.status.textContent = text;
    this.#announcer.say(text, true);
  }

  #happen(event: GameEvent, state: State): void {
    switch (event.type) {
      case "spawn":
        this.#banner.hide();
        this.#appear(event.bug, state);
        break;
      case "miss":
        if (event.bug !== null) this.#stage.tell({ type: "miss", id: event.bug });
        break;
      case "shot": {
        const { bug: id, damage, combo, at } = event;
        this.#stage.tell({ type: "shot", id, damage, heat: heatOf(combo), at });
        break;
      }
      case "kill":
        this.#kill(event);
        break;
      case "arrival":
        this.#cast.take(event.bug);
        this.#stage.tell({ type: "leave", id: event.bug });
        this.#strike(event);
        break;
      case "cleared":
        this.#banner.deploy(state);
        break;
      case "over":
        this.#end(event.outcome === "defeat");
        break;
    }
  }

  #appear(id: number, state: State): void {
    // What came and went between two drawings is not shown.
    const bug = state.bugs.find((one) => one.id === id);
    if (!bug) return;
    this.#cast.enter(bug, this.#geometry, this.#clock());
    if (bug.kind !== "boss") return;
    this.#banner.boss(bug);
    this.#effects.dread();
    void prepareCelebration();
  }

  #strike({ lane, damage }: GameEvent & { type: "arrival" }): void {
    this.#wall.hit(lane);
    this.#effects.impact();
    this.#stage.tell({ type: "impact", y: heightOf(lane, 0, this.#geometry), damage });
  }

  #kill({ bug: id, lane, kind, at }: GameEvent & { type: "kill" }): void {
    const bug = this.#cast.take(id);
    if (!bug) return;
    this.#stage.tell({ type: "kill", id, at });
    this.#wall.mark(lane, "fixed");
    if (kind !== "boss") return;
    this.#effects.shake(260);
    const { left, top } = this.#parts.lanes.getBoundingClientRect();
    void celebrate({
      x: (left + offsetOf(bug, at, this.#geometry)) / window.innerWidth,
      y: (top + heightOf(lane, 0, this.#geometry)) / window.innerHeight,
      particles: 90,
    });
  }

  #end(defeat: boolean): void {
    this.#banner.destroy();
    this.pace(0);
    if (!defeat) return;
    this.#wall.fall();
    this.#stage.tell({ type: "fall" });
  }

  /** Ends all motion and forgets the bugs. */
  destroy(): void {
    this.#left.abort();
    this.#observer.disconnect();
    this.#announcer.destroy();
    this.#banner.destroy();
    this.#wall.reset();
    this.#code.destroy();
    this.#cast.clear();
    this.#stage.destroy();
  }
}
