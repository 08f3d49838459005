/** The log in the foot: the last waves, fixes, outages and powers, written like commits. */
import type { GameEvent } from "../../../engine/state.ts";
import { KIND_NAMES, POWER_NAMES } from "../labels.ts";

const LINES = 3;

function lineOf(event: GameEvent): [tone: string, text: string] | undefined {
  switch (event.type) {
    case "wave":
      return ["", `deploy: wave ${event.wave}${event.boss ? ", boss included" : ""}`];
    case "kill":
      return ["good", `fix: ${KIND_NAMES[event.kind]}`];
    case "return":
      return ["bad", "reopen: regression"];
    case "arrival":
      return ["bad", `outage: ${KIND_NAMES[event.kind]} −${event.damage}`];
    case "power":
      return ["", `use: ${POWER_NAMES[event.power]}`];
    default:
      return undefined;
  }
}

/** Adds the lines of `events`; the newest is the first, because the foot has no room for all. */
export function appendToLog(list: HTMLElement, events: readonly GameEvent[]): void {
  for (const event of events) {
    const line = lineOf(event);
    if (!line) continue;
    const item = document.createElement("li");
    [item.dataset.tone, item.textContent] = line;
    list.insertBefore(item, list.firstChild);
    if (list.childElementCount > LINES) list.lastElementChild?.remove();
  }
}
