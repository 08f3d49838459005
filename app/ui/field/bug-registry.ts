/**
 * The bugs on the field, and the stage messages that show them: their lines of movement, their code, what their cards
 * say, and when they come near the wall.
 */
import type { Highlight } from "../../contracts/highlight.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Plan } from "../../engine/plan.ts";
import { type Bug, distanceOf, type GameEvent, type State } from "../../engine/state.ts";
import { caretOf, codeLinesOf, restOf, type TypingProgress } from "./code/code-lines.ts";
import { noteOf } from "./labels.ts";
import type { BugPlacement, Urgency } from "./stage/messages.ts";
import { NEAR } from "./stage/sizes.ts";
import type { Stage } from "./stage/stage.ts";
import { isLate, isNear, urgencyOf } from "./urgency.ts";

const UNTYPED: TypingProgress = { typed: 0, gap: false };

interface Entry {
  bug: Bug;
  /** The code that the stage has; a leak and a boss change theirs. */
  code: string;
  placement: BugPlacement;
  /** The caret that the stage has, as one text. */
  caret: string;
  hurried: boolean;
  /** The number of its pair, which both cards show; 0 without one. */
  pair: number;
  /** The hunks of a boss that are fixed. */
  phase: number;
  /** Whether it can no longer be fixed. */
  late: boolean;
  urgency: Urgency;
  /** What it would take now, once it is near or urgent; and whether the player holds a power. */
  hit: number | undefined;
  powerful: boolean;
  /** Whether its first key locks another bug, which is nearer. */
  second: boolean;
  /** What its card teaches about its kind. */
  lesson: string;
  timer?: ReturnType<typeof setTimeout> | undefined;
  /** Whether its coming near was told. */
  told: boolean;
}

export interface RegistryHandlers {
  /** Called for each bug that comes near the wall, with the seconds until it arrives. */
  onNear(bug: Bug, seconds: number): void;
  /** Called for each bug that can no longer be fixed in time. */
  onLate(bug: Bug): void;
}

export class BugRegistry {
  #stage: Pick<Stage, "post">;
  #engine: Engine;
  #plan: Plan;
  #highlights: readonly Highlight[];
  #handlers: RegistryHandlers;
  #entries = new Map<number, Entry>();
  #target: number | null = null;
  #rate = 1;

  constructor(
    stage: Pick<Stage, "post">,
    engine: Engine,
    plan: Plan,
    highlights: readonly Highlight[],
    handlers: RegistryHandlers,
  ) {
    this.#stage = stage;
    this.#engine = engine;
    this.#plan = plan;
    this.#highlights = highlights;
    this.#handlers = handlers;
  }

  /** @param events of the run until now, which tell what became of the bug before; none for a new one */
  add(bug: Bug, now: number, events: readonly GameEvent[] = []): void {
    const own = events.filter((event) => "bug" in event && event.bug === bug.id);
    const entry: Entry = {
      bug,
      code: "",
      placement: {} as BugPlacement,
      caret: "",
      hurried: own.some(({ type }) => type === "hurry"),
      pair: this.#pairNumber(bug),
      phase: own.filter(({ type }) => type === "phase").length,
      late: false,
      urgency: "calm",
      hit: undefined,
      powerful: false,
      second: false,
      lesson: "",
      told: false,
    };
    entry.placement = placementOf(entry, false);
    this.#entries.set(bug.id, entry);
    this.#stage.post({ type: "enter", bug: entry.placement });
    this.#writeCode(entry);
    this.#writeCaret(entry, false, UNTYPED);
    this.#watch(entry, now);
  }

  /** Returns the number of a race condition's pair: that of its other bug, or else the lowest that no card shows. */
  #pairNumber({ pair }: Bug): number {
    if (pair === null) return 0;
    const other = this.#entries.get(pair)?.pair;
    if (other) return other;
    const shown = new Set([...this.#entries.values()].map((entry) => entry.bug.pair && entry.pair));
    let number = 1;
    while (shown.has(number)) number += 1;
    return number;
  }

  get(id: number): Bug | undefined {
    return this.#entries.get(id)?.bug;
  }

  /** Removes the bug `id` and returns it; undefined if it is not on the field. */
  remove(id: number): Bug | undefined {
    const entry = this.#entries.get(id);
    clearTimeout(entry?.timer);
    this.#entries.delete(id);
    if (this.#target === id) this.#target = null;
    return entry?.bug;
  }

  /** The other bug of the race was fixed, so this one hurries. */
  hurry(id: number): void {
    const entry = this.#entries.get(id);
    if (entry) entry.hurried = true;
  }

  /** Shows on the card of the bug `id` what its kind does. */
  teach(id: number, lesson: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.lesson = lesson;
    entry.placement = placementOf(entry, id === this.#target);
    this.#stage.post({ type: "change", bug: entry.placement });
  }

  /** A hunk of a boss was fixed. */
  nextPhase(id: number): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.phase += 1;
    entry.told = false;
    this.#stage.post({ type: "phase", id });
  }

  /**
   * Posts what has changed.
   *
   * @param all false after a key within a token, which moves nothing but the caret
   */
  update(state: State, all: boolean): void {
    if (this.#target !== state.target) {
      const before = this.#target === null ? undefined : this.#entries.get(this.#target);
      if (before) this.#writeCaret(before, false, UNTYPED);
      this.#target = state.target;
    }
    const target = state.target === null ? undefined : this.#entries.get(state.target);
    if (all) this.#updateAll(state, target);
    if (target) this.#writeCaret(target, true, state);
  }

  #updateAll(state: State, target: Entry | undefined): void {
    const taken = new Set<string | undefined>();
    for (const { id, tokens, next } of this.#engine.lockOrder(state)) {
      // The keys of the locked bug lock nothing. With each of its tokens other cards would lose their mark.
      if (id === state.target) continue;
      const entry = this.#entries.get(id);
      const key = tokens[next]?.text[0];
      if (entry) entry.second = taken.has(key);
      taken.add(key);
    }
    for (const entry of this.#entries.values()) {
      if (entry.bug.code !== entry.code) this.#writeCode(entry);
      if (entry !== target) this.#writeCaret(entry, false, UNTYPED);
      this.#judge(entry, state);
      const placement = placementOf(entry, entry === target);
      if (isSame(placement, entry.placement)) continue;
      const moved = placement.arrives_at !== entry.placement.arrives_at;
      entry.placement = placement;
      this.#stage.post({ type: "change", bug: placement });
      if (!moved) continue;
      this.#watch(entry, state.now);
      // A null pointer may have jumped to where it is near, and its timer was cleared.
      if (!entry.told && isNear(state, entry.bug)) this.#tell(entry, state.now);
    }
  }

  #judge(entry: Entry, state: State): void {
    const late = isLate(this.#engine, state, entry.bug);
    if (late && !entry.late) this.#handlers.onLate(entry.bug);
    entry.late = late;
    entry.urgency = urgencyOf(this.#engine, state, entry.bug);
    const isShown = entry.urgency !== "calm" || isNear(state, entry.bug);
    entry.hit = isShown ? this.#engine.hitOf(state, entry.bug) : undefined;
    entry.powerful = state.powers.length > 0;
  }

  /** Sets how fast the run's time passes from `now` on; 0 stops it. */
  setRate(rate: number, now: number): void {
    this.#rate = rate;
    for (const entry of this.#entries.values()) this.#watch(entry, now);
  }

  clear(): void {
    for (const { timer } of this.#entries.values()) clearTimeout(timer);
    this.#entries.clear();
    this.#target = null;
  }

  #writeCode(entry: Entry): void {
    const { bug } = entry;
    entry.code = bug.code;
    const lines = codeLinesOf(bug, this.#plan, this.#highlights);
    this.#stage.post({ type: "code", id: bug.id, lines });
  }

  #writeCaret(entry: Entry, locked: boolean, progress: TypingProgress): void {
    const { bug } = entry;
    const caret = caretOf(bug, progress);
    const text = `${locked} ${caret.line} ${caret.column} ${caret.length}`;
    if (text === entry.caret) return;
    entry.caret = text;
    this.#stage.post({ type: "caret", id: bug.id, locked, caret });
  }

  #watch(entry: Entry, now: number): void {
    clearTimeout(entry.timer);
    const { bug } = entry;
    if (this.#rate === 0 || entry.told || distanceOf(bug, now) < NEAR) return;
    const nearAt = bug.arrives_at - (bug.arrives_at - bug.departed_at) * NEAR;
    entry.timer = setTimeout(() => this.#tell(entry, nearAt), (nearAt - now) / this.#rate);
  }

  #tell(entry: Entry, now: number): void {
    entry.told = true;
    this.#handlers.onNear(entry.bug, Math.round((entry.bug.arrives_at - now) / 1000));
  }
}

function placementOf(entry: Entry, locked: boolean): BugPlacement {
  const { bug, hurried, urgency, second, phase } = entry;
  const pair = bug.pair === null ? 0 : entry.pair;
  const phases = bug.kind === "boss" ? phase + 1 + bug.phases_left : 0;
  return {
    id: bug.id,
    kind: bug.kind,
    lane: bug.lane,
    spawned_at: bug.spawned_at,
    departed_at: bug.departed_at,
    arrives_at: bug.arrives_at,
    pair: bug.pair,
    hurried,
    returned: bug.returned,
    grown: bug.grown,
    phases,
    phase,
    urgency,
    second,
    note: noteOf(bug, { ...entry, locked, pair, phases }),
    more: restOf(bug),
  };
}

const isSame = (a: BugPlacement, b: BugPlacement): boolean =>
  (Object.keys(a) as (keyof BugPlacement)[]).every((name) => a[name] === b[name]);
