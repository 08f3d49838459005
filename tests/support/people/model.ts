/**
 * Plays a run as a person would: a gap depends on the two keys, on the place in the line and on the pace of the
 * moment; wrong keys come in bursts until they are noticed; what is new on the field takes time to see.
 */
import { currentEngine } from "../../../app/engine/current.ts";
import type { Plan } from "../../../app/engine/plan.ts";
import type { KeyPress, RecordedRun } from "../../../app/engine/replay.ts";
import { type Bug, type State, targetOf } from "../../../app/engine/state.ts";
import { startsLine } from "../../../app/engine/tokens.ts";
import { neighbourOf, pairEffect, relationOf } from "./keyboard.ts";
import type { Person } from "./person.ts";
import { Random } from "./random.ts";

export interface PlayedRun extends RecordedRun {
  keys: KeyPress[];
  state: State;
}

/** Nobody sees a bug and presses its first key sooner; below 100 ms sprinters' starts count as false. */
const FASTEST_REACTION = 150;
/** Hands need this long for two different keys that are not meant to come at once. */
const FASTEST_GAP = 18;

/** Returns the keys that are left to type on `bug` from the present position, at most `most`. */
function upcoming(state: State, bug: Bug, most: number): string[] {
  const keys: string[] = [];
  let typed = state.target === bug.id ? state.typed : 0;
  let gap = state.target === bug.id && state.gap;
  for (let token = bug.next; token < bug.tokens.length && keys.length < most; token += 1) {
    if (gap) keys.push(startsLine(bug.tokens, token) ? "Enter" : " ");
    keys.push(...(bug.tokens[token]?.text.slice(typed) ?? ""));
    typed = 0;
    gap = true;
  }
  return keys.slice(0, most);
}

class Typist {
  readonly keys: KeyPress[] = [];
  readonly engine = currentEngine;
  readonly state: State;
  readonly person: Person;
  readonly random: Random;
  until: number;
  t = 0;
  #before = "";
  #pace = 0;

  constructor(person: Person, random: Random, plan: Plan, until: number) {
    this.person = person;
    this.random = random;
    this.until = until;
    this.state = this.engine.start(plan);
  }

  get over(): boolean {
    return this.state.over !== null || this.t >= this.until;
  }

  /** Lets time pass as this person's browser shows it, which may round it. Returns the time. */
  #advance(): number {
    const { clock } = this.person;
    const at = Math.floor(Math.floor(Math.min(this.t, this.until) / clock + 1e-9) * clock);
    this.engine.advance(this.state, at);
    return this.state.now;
  }

  press(key: string): void {
    if (this.over) return;
    const at = this.#advance();
    if (this.state.over) return;
    this.keys.push([at, key]);
    this.engine.press(this.state, key, at);
    this.#before = key;
  }

  /** Returns the gap before `key` in flowing typing. */
  #flow(key: string): number {
    const { person, random } = this;
    const before = this.#before;
    this.#pace = 0.98 * this.#pace + random.normal(0, person.wander * 0.2);
    const minutes = this.t / 60_000;
    let log = pairEffect(person.hands, before, key) + random.normal(0, person.noise);
    log += this.#pace + person.fatigue * minutes;
    let pause = 0;
    if (key === "Enter") log += person.lineEnd;
    else if (before === "Enter") log += person.lineStart;
    else if (before === " ") log += person.tokenStart;
    if ((before === " " || before === "Enter") && random.chance(person.hesitation)) {
      pause = random.exponential(person.hesitationMs);
    }
    const relation = relationOf(person.hands.layout, before, key);
    const rolls = relation === "other hand" || relation === "same hand";
    if (rolls && random.chance(person.rollover)) log += random.normal(-0.5, 0.2);
    const insideToken = before !== " " && before !== "Enter" && key !== " " && key !== "Enter";
    if (person.chords && insideToken) return random.between(0, 3);
    // Now and then two fingers land almost together.
    if (relation === "other hand" && random.chance(0.02 * person.rollover)) {
      return random.between(0, 16);
    }
    // Firmware that waits to tell a tap from a hold sends the waiting key together with the next one.
    if (person.tapHold && rolls && /[asdfjkl;]/.test(before) && random.chance(0.5)) {
      return random.between(0, 2);
    }
    return Math.max(FASTEST_GAP, (12_000 / person.wpm) * Math.exp(log)) + pause;
  }

  /** Types a wrong key, the keys that follow before it is noticed, and hesitates. */
  #slip(bug: Bug): void {
    const { person, random, state } = this;
    const ahead = upcoming(state, bug, 5);
    const expected = ahead[0] ?? "";
    const roll = random.next();
    let wrong = neighbourOf(person.hands.layout, expected, random);
    let from = 1;
    if (roll < 0.2 && ahead[1]) {
      wrong = ahead[1];
      from = 2;
    } else if (roll < 0.3 && this.#before.length === 1) {
      wrong = this.#before;
      from = 0;
    } else if (roll < 0.4 && expected !== expected.toLowerCase()) {
      wrong = expected.toLowerCase();
    }
    this.t += this.#flow(expected);
    this.press(wrong);
    for (let i = from; i < from + 3 && !random.chance(person.notice); i += 1) {
      const next = ahead[i];
      if (next === undefined) break;
      this.t += this.#flow(next);
      this.press(next);
    }
    this.t += random.logNormal(person.recovery, 0.35);
  }

  #choose(): Bug | undefined {
    const bugs = this.engine.byDistance(this.state);
    return this.random.chance(0.85) ? bugs[0] : this.random.pick(bugs);
  }

  /** Waits for the next bug on an empty field. Returns false if none will come. */
  #wait(): boolean {
    const next = this.engine.nextMoment(this.state);
    if (!Number.isFinite(next)) return false;
    this.t = Math.max(this.t, next);
    this.t += Math.max(FASTEST_REACTION, this.random.logNormal(this.person.reaction, 0.22));
    return true;
  }

  #turn(): void {
    const { person, random } = this;
    const typical = 12_000 / person.wpm;
    const seen = random.logNormal(person.retarget, 0.3);
    this.t += random.chance(person.planned) ? Math.max(1.2 * typical, 0.55 * seen) : typical + seen;
  }

  /** Plays until `target` points, too, if there is one: scripts stop where they want to be. */
  play(target?: number): void {
    const { engine, person, random, state } = this;
    while (!this.over) {
      this.#advance();
      if (target && this.keys.length % 32 === 0 && engine.scoreOf(state).final_score >= target) {
        this.until = Math.max(state.now, this.keys.at(-1)?.[0] ?? 0);
      }
      if (this.over) return;
      let bug = targetOf(state);
      if (!bug) {
        if (state.bugs.length > 0) this.#turn();
        else if (!this.#wait()) return;
        this.#advance();
        bug = this.#choose();
        if (!bug) continue;
        if (random.chance(person.error)) this.#slip(bug);
        else this.press(upcoming(state, bug, 1)[0] ?? "");
        continue;
      }
      if (random.chance(person.error)) {
        this.#slip(bug);
        continue;
      }
      const key = engine.expectedKey(state, bug);
      this.t += this.#flow(key);
      // The finger is on its way: the key is pressed even if the bug has reached the wall meanwhile.
      this.press(key);
    }
  }
}

/**
 * Plays `plan` as `person` until production falls or `until`, whichever is first.
 *
 * @param seed of this run; the same person plays differently with another
 */
export function playAs(
  person: Person,
  plan: Plan,
  { seed, target, ...options }: { until: number; seed: number; target?: number },
): PlayedRun {
  const typist = new Typist(person, new Random(seed), plan, options.until);
  typist.play(target);
  const { state, keys, engine, until } = typist;
  if (!state.over) engine.quit(state, Math.max(until, keys.at(-1)?.[0] ?? 0));
  const over = state.over ?? { outcome: "quit" as const, at: until };
  return { plan, keys, outcome: over.outcome, endedAt: over.at, state };
}
