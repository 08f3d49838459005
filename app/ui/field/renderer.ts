/**
 * Draws a run on the frame that React rendered once: from the state and the
 * events, by hand, because a key must reach the screen within a frame and
 * React's reconciliation is not needed for that. Knows nothing of where the keys
 * come from, so that a replay is drawn by the same code.
 */
import { waveOf } from "../../engine/balance.ts";
import type { Plan } from "../../engine/plan.ts";
import { type Bug, type GameEvent, type State, targetOf } from "../../engine/state.ts";
import { byDistance, expectedKey } from "../../engine/step.ts";
import { Announcer } from "./announcer.ts";
import { BugView } from "./bug-view.ts";
import { CodeView, type Highlight } from "./code-view.ts";
import { Effects } from "./effects.ts";
import { writeLog } from "./field-log.ts";
import { type Geometry, heightOf, measure, offsetOf, rowFor } from "./geometry.ts";
import { HudView } from "./hud-view.ts";
import { KIND_NAMES } from "./names.ts";
import { partsOf } from "./parts.ts";

const NOT_AIMED = { locked: false, typed: 0, gap: false };

export class FieldRenderer {
  #parts: ReturnType<typeof partsOf>;
  #clock: () => number;
  #plan: Plan;
  #views = new Map<number, BugView>();
  #geometry: Geometry;
  #effects: Effects;
  #hud: HudView;
  #code: CodeView;
  #announcer: Announcer;
  #observer: ResizeObserver;
  #aimed: BugView | undefined;
  #rate = 1;

  /** @param clock milliseconds since the run's start, as the engine counts them */
  constructor(frame: HTMLElement, plan: Plan, clock: () => number, highlight?: Highlight) {
    const parts = partsOf(frame);
    this.#parts = parts;
    this.#clock = clock;
    this.#plan = plan;
    this.#geometry = measure(parts.lanes, parts.probe, parts.field);
    this.#effects = new Effects(parts.lanes, parts.flash);
    this.#hud = new HudView(parts, frame);
    this.#code = new CodeView(
      { name: parts.file, status: parts.status, viewport: parts.viewport, body: parts.code },
      plan,
      highlight,
    );
    this.#announcer = new Announcer(parts.announcements);
    this.#observer = new ResizeObserver(() => this.resize());
    this.#observer.observe(parts.lanes);
    this.#observer.observe(parts.viewport);
    document.fonts.ready.then(() => this.resize());
    this.resize();
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
    for (const event of events) this.#happen(event, state);
    this.#show(state, events);
  }

  /** Shows `state` in place of whatever was shown, after a jump in time; `events` are all since the start. */
  jump(state: State, events: readonly GameEvent[]): void {
    for (const view of this.#views.values()) view.remove();
    this.#views.clear();
    this.#aimed = undefined;
    for (const bug of state.bugs) this.#appear(bug.id, state);
    if (state.over) for (const view of this.#views.values()) view.freeze();
    const last = events.findLast(({ type }) => type === "cleared" || type === "spawn");
    this.#parts.banner.removeAttribute("data-on");
    if (last?.type === "cleared" && !state.over) this.#clear(last.wave);
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
    field.dataset.lane = target ? String(target.lane) : "";
    field.dataset.nextKey = target
      ? expectedKey(state, target)
      : (shown?.tokens[shown.next]?.text[0] ?? "");
  }

  #happen(event: GameEvent, state: State): void {
    switch (event.type) {
      case "wave":
        this.#announceWave(event);
        break;
      case "spawn":
        this.#parts.banner.removeAttribute("data-on");
        this.#appear(event.bug, state);
        break;
      case "lock":
        this.#announceLock(event.bug, state);
        break;
      case "miss":
        if (event.bug !== null) this.#views.get(event.bug)?.shake();
        break;
      case "shot":
        this.#shoot(event);
        break;
      case "kill":
        this.#take(event.bug)?.pop();
        break;
      case "arrival":
        this.#take(event.bug)?.remove();
        this.#effects.impact(heightOf(event.lane, 0, this.#geometry), event.damage);
        this.#announcer.say(
          `${KIND_NAMES[event.kind]} hit production, ${state.integrity} left`,
          true,
        );
        break;
      case "cleared":
        this.#clear(event.wave);
        break;
      case "over":
        this.#parts.banner.removeAttribute("data-on");
        for (const view of this.#views.values()) view.freeze();
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
    if (!bug) return;
    const row = rowFor(bug, [...this.#views.values()], this.#geometry);
    const glyph = this.#parts.glyphs.querySelector(`[data-glyph="${bug.kind}"] svg`);
    const view = new BugView(
      bug,
      row,
      glyph?.cloneNode(true) ?? document.createTextNode(""),
      this.#geometry,
      this.#clock(),
      (near) => this.#announceNear(near),
    );
    if (this.#rate !== 1) view.pace(this.#rate, this.#clock());
    view.update(NOT_AIMED, this.#geometry.longest);
    this.#views.set(bug.id, view);
    this.#parts.lanes.appendChild(view.element);
  }

  #shoot({ bug: id, damage, at }: GameEvent & { type: "shot" }): void {
    const view = this.#views.get(id);
    if (!view) return;
    const x = offsetOf(view.bug, at, this.#geometry);
    const y = heightOf(view.bug.lane, view.row, this.#geometry);
    this.#effects.shot(x, y, this.#geometry.track, damage);
    view.flinch();
  }

  #clear(wave: number): void {
    const { banner, bannerTitle, bannerText } = this.#parts;
    const { bugs, boss } = waveOf(this.#plan.difficulty, this.#plan.mode, wave + 1);
    bannerTitle.textContent = `Wave ${wave} is over`;
    bannerText.textContent = `Next deploy: ${bugs} bugs${boss ? ", the last one is a boss" : ""}`;
    banner.toggleAttribute("data-on", true);
    this.#announcer.say(`Wave ${wave} is over`);
  }

  #announceWave({ wave, boss }: GameEvent & { type: "wave" }): void {
    const { bugs } = waveOf(this.#plan.difficulty, this.#plan.mode, wave);
    this.#announcer.say(`Wave ${wave}, ${bugs} bugs${boss ? ", one of them a boss" : ""}`);
  }

  #announceLock(id: number, state: State): void {
    const bug = state.bugs.find((one) => one.id === id);
    const token = bug?.tokens[bug.next]?.text;
    if (bug)
      this.#announcer.say(`Locked ${KIND_NAMES[bug.kind]} in lane ${bug.lane + 1}: ${token}`);
  }

  #announceNear(bug: Bug): void {
    this.#announcer.say(`${KIND_NAMES[bug.kind]} near the wall in lane ${bug.lane + 1}`, true);
  }

  /** Ends all motion and forgets the bugs. */
  destroy(): void {
    this.#observer.disconnect();
    this.#announcer.destroy();
    this.#code.destroy();
    for (const view of this.#views.values()) view.remove();
    this.#views.clear();
    this.#parts.lanes.replaceChildren();
  }
}
