/**
 * The bugs on the field and what the stage has to know of them: who enters where,
 * what is written beside them, and when one comes near the wall.
 */
import { type Bug, distanceOf } from "../../engine/v1/state.ts";
import { startsLine } from "../../engine/v1/tokens.ts";
import { type Geometry, heightOf, originOf, pipsOf, rowFor } from "./geometry.ts";
import type { Label, LabelPart } from "./stage/messages.ts";
import { NEAR } from "./stage/sizes.ts";
import type { Stage } from "./stage/stage.ts";

export interface Aim {
  locked: boolean;
  typed: number;
  gap: boolean;
}

const NOT_AIMED: Aim = { locked: false, typed: 0, gap: false };

interface Member {
  bug: Bug;
  row: number;
  pips: number;
  aim: Aim;
  label: Label;
  timer?: ReturnType<typeof setTimeout> | undefined;
}

/** A long token goes through its chip as through a window, the next key always in sight. */
export function labelOf(
  bug: Bug,
  { locked, typed, gap }: Aim,
  pips: number,
  longest: number,
): Label {
  const text = bug.tokens[bug.next]?.text ?? "";
  const separator = !locked || !gap ? "" : startsLine(bug.tokens, bug.next) ? "enter" : "space";
  const from = Math.max(0, Math.min(typed - 3, text.length - longest));
  const to = Math.min(text.length, from + longest);
  const caret = separator === "" ? typed + 1 : typed;
  return {
    id: bug.id,
    locked,
    done: (from > 0 ? "…" : "") + text.slice(from + (from > 0 ? 1 : 0), typed),
    next: text.slice(typed, caret),
    rest: text.slice(caret, to) + (to < text.length ? "…" : ""),
    separator,
    left: Math.ceil(((bug.tokens.length - bug.next) * pips) / bug.tokens.length),
  };
}

export class BugRegistry {
  #stage: Stage;
  #members = new Map<number, Member>();
  #aimed: number | undefined;
  #rate = 1;
  #onNear: (bug: Bug, seconds: number) => void;

  /** @param onNear hears of each bug that comes near the wall, and after how many seconds it is there */
  constructor(stage: Stage, onNear: (bug: Bug, seconds: number) => void) {
    this.#stage = stage;
    this.#onNear = onNear;
  }

  enter(bug: Bug, geometry: Geometry, now: number): void {
    const row = rowFor(bug, [...this.#members.values()], geometry);
    const pips = pipsOf(bug, geometry);
    const label = labelOf(bug, NOT_AIMED, pips, geometry.longest);
    const member: Member = { bug, row, pips, aim: NOT_AIMED, label };
    this.#members.set(bug.id, member);
    this.#stage.tell({ type: "enter", ...partOf(member, geometry) });
    this.#stage.tell({ type: "label", ...label });
    this.#watch(member, now);
  }

  /** The bug `id`, which leaves the field, if it is there. */
  take(id: number): Bug | undefined {
    const member = this.#members.get(id);
    clearTimeout(member?.timer);
    this.#members.delete(id);
    if (this.#aimed === id) this.#aimed = undefined;
    return member?.bug;
  }

  /** Aims at `bug`, or at none. */
  aim(bug: Bug | undefined, aim: Aim, longest: number): void {
    const before = this.#aimed === undefined ? undefined : this.#members.get(this.#aimed);
    if (before && before.bug !== bug) this.#write(before, NOT_AIMED, longest);
    const member = bug && this.#members.get(bug.id);
    if (member) this.#write(member, aim, longest);
    this.#aimed = bug?.id;
  }

  /** The field is of another size. */
  place(geometry: Geometry): void {
    for (const member of this.#members.values()) {
      const { id, from, y } = partOf(member, geometry);
      this.#stage.tell({ type: "place", id, from, y });
      this.#write(member, member.aim, geometry.longest);
    }
  }

  /** From `now` on time goes `rate` times as fast. */
  pace(rate: number, now: number): void {
    this.#rate = rate;
    for (const member of this.#members.values()) this.#watch(member, now);
  }

  clear(): void {
    for (const { timer } of this.#members.values()) clearTimeout(timer);
    this.#members.clear();
    this.#aimed = undefined;
  }

  #write(member: Member, aim: Aim, longest: number): void {
    const label = labelOf(member.bug, aim, member.pips, longest);
    const { label: before } = member;
    member.aim = aim;
    const same = (Object.keys(label) as (keyof Label)[]).every((key) => label[key] === before[key]);
    if (same) return;
    member.label = label;
    this.#stage.tell({ type: "label", ...label });
  }

  #watch(member: Member, now: number): void {
    clearTimeout(member.timer);
    const { bug } = member;
    if (this.#rate === 0 || distanceOf(bug, now) < NEAR) return;
    const duration = bug.arrives_at - bug.spawned_at;
    const due = bug.spawned_at + duration * (1 - NEAR);
    const tell = () => this.#onNear(bug, Math.round((duration * NEAR) / 1000));
    member.timer = setTimeout(tell, (due - now) / this.#rate);
  }
}

function partOf({ bug, row, pips }: Member, geometry: Geometry): LabelPart {
  const { id, kind, spawned_at, arrives_at } = bug;
  const from = originOf(bug, geometry);
  return { id, kind, from, y: heightOf(bug.lane, row, geometry), spawned_at, arrives_at, pips };
}
