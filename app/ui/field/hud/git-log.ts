/** The log in the foot: the last waves, fixes, outages and powers, written like commits. */
import type { GameEvent } from "../../../engine/state.ts";
import { KIND_NAMES, POWER_NAMES } from "../labels.ts";

const LINES = 3;

type Line = [tone: string, text: string];

/**
 * Returns the line of an event, if it has one.
 *
 * @param fullHit returns what a bug would have taken untouched, if typing it has softened its hit
 */
export function lineOf(
  event: GameEvent,
  fullHit: (bug: number) => number | undefined,
): Line | undefined {
  switch (event.type) {
    case "wave":
      return ["", `deploy: wave ${event.wave}${event.boss ? ", boss included" : ""}`];
    case "kill":
      return ["good", `fix: ${KIND_NAMES[event.kind]}`];
    case "return":
      return ["bad", "reopen: regression"];
    case "arrival": {
      const full = fullHit(event.bug);
      const of = full === undefined ? "" : ` of ${full}`;
      return ["bad", `outage: ${KIND_NAMES[event.kind]} −${event.damage}${of}`];
    }
    case "power":
      return ["", `use: ${POWER_NAMES[event.power]}`];
    default:
      return undefined;
  }
}

/**
 * Adds the lines of `events`; the newest is the first, because the foot has no room for all.
 *
 * @param fullHit see `lineOf`
 */
export function appendToLog(
  list: HTMLElement,
  events: readonly GameEvent[],
  fullHit: (bug: number) => number | undefined,
): void {
  for (const event of events) {
    const line = lineOf(event, fullHit);
    if (!line) continue;
    const item = document.createElement("li");
    [item.dataset.tone, item.textContent] = line;
    list.insertBefore(item, list.firstChild);
    if (list.childElementCount > LINES) list.lastElementChild?.remove();
  }
}
