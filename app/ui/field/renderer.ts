/**
 * Draws a run on the frame that React rendered once: from the state and the
 * events, by hand, because a key must reach the screen within a frame and
 * React's reconciliation is not needed for that. Knows nothing of where the keys
 * come from, so that a replay is drawn by the same code.
 */
import type { Highlight } from "../../contracts/highlight.ts";
import type { Plan } from "../../engine/plan.ts";
import { type Bug, type GameEvent, type State, targetOf } from "../../engine/state.ts";
import { byDistance, expectedKey } from "../../engine/step.ts";
import { celebrate, prepareCelebration } from "../celebrate.ts";
import { Announcer } from "./announcer.ts";
import { BannerView } from "./banner-view.ts";
import { BugView } from "./bug-view.ts";
import { CodeView } from "./code-view.ts";
import { Commentary } from "./commentary.ts";
import { Effects } from "./effects.ts";
import { writeLog } from "./field-log.ts";
import { type Geometry, heightOf, measure, offsetOf, rowFor } from "./geometry.ts";
import { heatOf } from "./heat.ts";
import { HudView } from "./hud-view.ts";
import { partsOf } from "./parts.ts";
import { WallView } from "./wall-view.ts";

/** With more on the field than this, only as many of the nearest walk; the others glide. */
const WALKERS = 6;
const CROWD = new Set<GameEvent["type"]>(["spawn", "kill", "arrival"]);
const NOT_AIMED = { locked: false, typed: 0, gap: false };

export class FieldRenderer {
  #parts: ReturnType<typeof partsOf>;
  #clock: () => number;
  #views = new Map<number, BugView>();
  #geometry: Geometry;
  #effects: Effects;
  #wall: WallView;
  #hud: HudView;
  #banner: BannerView;
  #code: CodeView;
  #announcer: Announcer;
  #commentary: Commentary;
  #observer: ResizeObserver;
  #aimed: BugView | undefined;
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
    document.fonts.ready.then(() => this.resize());
    this.resize();
  }

  /** What takes the keys. */
  get field(): HTMLElement {
    return this.#parts.field;
  }

  /** Measures anew and puts everything where it now belongs. */
  resize(): void {
    const { lanes, probe, field } = this.#parts;
    this.#geometry = measure(lanes, probe, field);
    const now = this.#clock();
    for (const view of this.#views.values()) view.resize(this.#geometry, now);
    this.#code.resize();
  }

  /** Shows `state`, and what `events` tell of how it came about. */
  draw(state: State, events: readonly GameEvent[]): void {
    if (!this.#last && state.wave === 0) this.#banner.deploy(state);
    this.#last = state;
    for (const event of events) {
      this.#happen(event, state);
      this.#commentary.hear(event, state);
    }
    if (events.some(({ type }) => CROWD.has(type))) this.#chooseWalkers(state);
    this.#show(state, events);
  }

  /** Shows `state` in place of whatever was shown, after a jump in time; `events` are all since the start. */
  jump(state: State, events: readonly GameEvent[]): void {
    for (const view of this.#views.values()) view.remove();
    this.#views.clear();
    this.#aimed = undefined;
    this.#last = state;
    this.#wall.reset();
    this.#banner.hide();
    for (const bug of state.bugs) this.#appear(bug.id, state);
    this.#chooseWalkers(state);
    const last = events.findLast(({ type }) => type === "cleared" || type === "spawn");
    if (state.over) this.#end(state.over.outcome === "defeat");
    else if (last?.type !== "spawn") this.#banner.deploy(state);
    this.#parts.log.replaceChildren();
    this.#show(state, events);
  }

  /** From here on time passes `rate` times as fast; 0 is standing still. */
  pace(rate: number): void {
    this.#rate = rate;
    const now = this.#clock();
    for (const view of this.#views.values()) view.pace(rate, now);
  }

  #show(state: State, events: readonly GameEvent[]): void {
    const target = targetOf(state);
    const shown = target ?? byDistance(state)[0];
    const { longest } = this.#geometry;
    const aimed = target && this.#views.get(target.id);
    if (this.#aimed && this.#aimed !== aimed) this.#aimed.update(NOT_AIMED, longest);
    aimed?.update({ locked: true, typed: state.typed, gap: state.gap }, longest);
    this.#aimed = aimed;

    this.#hud.update(state, events);
    this.#code.show(shown, target !== undefined, state);
    writeLog(this.#parts.log, events);
    const { field } = this.#parts;
    const lane = target ? String(target.lane) : "";
    if (field.dataset.lane !== lane) field.dataset.lane = lane;
    field.dataset.nextKey = target
      ? expectedKey(state, target)
      : (shown?.tokens[shown.next]?.text[0] ?? "");
  }

  /** Reads targets, progress and danger to screen readers, or no longer. */
  setAloud(on: boolean): void {
    this.#commentary.setAloud(on, this.#last);
  }

  /** @param gap points ahead of the ghost that is raced, if one is */
  setGhost(gap: number | undefined): void {
    this.#hud.setGhost(gap);
  }

  /** Says something in between to those who listen, and in the code's status line. */
  tell(text: string): void {
    this.#parts.status.textContent = text;
    this.#announcer.say(text, true);
  }

  /** After bugs came or went. */
  #chooseWalkers(state: State): void {
    byDistance(state).forEach((bug, index) => {
      this.#views.get(bug.id)?.walk(index < WALKERS);
    });
  }

  #happen(event: GameEvent, state: State): void {
    switch (event.type) {
      case "spawn":
        this.#banner.hide();
        this.#appear(event.bug, state);
        break;
      case "miss":
        if (event.bug !== null) this.#views.get(event.bug)?.shake();
        break;
      case "shot":
        this.#shoot(event);
        break;
      case "kill":
        this.#kill(event);
        break;
      case "arrival":
        this.#take(event.bug)?.remove();
        this.#wall.hit(event.lane);
        this.#effects.impact(heightOf(event.lane, 0, this.#geometry), event.damage);
        break;
      case "cleared":
        this.#banner.deploy(state);
        break;
      case "over":
        this.#end(event.outcome === "defeat");
        break;
    }
  }

  #take(id: number): BugView | undefined {
    const view = this.#views.get(id);
    this.#views.delete(id);
    if (this.#aimed === view) this.#aimed = undefined;
    return view;
  }

  #appear(id: number, state: State): void {
    // What came and went between two drawings is not shown.
    const bug = state.bugs.find((one) => one.id === id);
    const glyph = bug && this.#parts.glyphs.querySelector(`[data-glyph="${bug.kind}"] svg`);
    if (!bug || !glyph) return;
    const row = rowFor(bug, [...this.#views.values()], this.#geometry);
    const view = new BugView(bug, row, glyph, this.#geometry, this.#clock(), (near, seconds) =>
      this.#commentary.near(near, seconds),
    );
    if (this.#rate !== 1) view.pace(this.#rate, this.#clock());
    view.update(NOT_AIMED, this.#geometry.longest);
    this.#views.set(bug.id, view);
    this.#parts.lanes.appendChild(view.element);
    if (bug.kind === "boss") {
      this.#banner.boss(bug);
      this.#effects.dread();
      void prepareCelebration();
    }
  }

  #placeOf(bug: Bug, row: number, at: number): [x: number, y: number] {
    return [offsetOf(bug, at, this.#geometry), heightOf(bug.lane, row, this.#geometry)];
  }

  #shoot({ bug: id, damage, combo, at }: GameEvent & { type: "shot" }): void {
    const view = this.#views.get(id);
    if (!view) return;
    const [x, y] = this.#placeOf(view.bug, view.row, at);
    this.#effects.shot(x, y, this.#geometry.track, damage, heatOf(combo));
    this.#wall.recoil(view.bug.lane);
    view.flinch();
  }

  #kill({ bug: id, lane, kind, at }: GameEvent & { type: "kill" }): void {
    const view = this.#take(id);
    if (!view) return;
    const [x, y] = this.#placeOf(view.bug, view.row, at);
    view.pop();
    this.#wall.mark(lane, "fixed");
    this.#effects.burst(x + 24, y, kind === "boss" ? 24 : 10, "good");
    if (kind !== "boss") return;
    this.#effects.shake(260);
    const box = this.#parts.lanes.getBoundingClientRect();
    void celebrate({
      x: (box.left + x) / window.innerWidth,
      y: (box.top + y) / window.innerHeight,
      particles: 90,
    });
  }

  #end(defeat: boolean): void {
    this.#banner.destroy();
    if (defeat) this.#wall.fall();
    for (const view of this.#views.values()) view.freeze();
  }

  /** Ends all motion and forgets the bugs. */
  destroy(): void {
    this.#observer.disconnect();
    this.#announcer.destroy();
    this.#banner.destroy();
    this.#wall.reset();
    this.#code.destroy();
    for (const view of this.#views.values()) view.remove();
    this.#views.clear();
    this.#parts.lanes.replaceChildren();
  }
}
