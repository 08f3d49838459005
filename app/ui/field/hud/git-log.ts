/** The log beside the code: the last waves, fixes and outages, written like commits. */
import type { GameEvent } from "../../../engine/state.ts";
import { KIND_NAMES } from "../labels.ts";

const LINES = 4;

function lineOf(event: GameEvent): [tone: string, text: string] | undefined {
  switch (event.type) {
    case "wave":
      return ["", `deploy: wave ${event.wave}${event.boss ? ", boss included" : ""}`];
    case "kill":
      return ["good", `fix: ${KIND_NAMES[event.kind]}`];
    case "arrival":
      return ["bad", `outage: ${KIND_NAMES[event.kind]} −${event.damage}`];
    default:
      return undefined;
  }
}

export function appendToLog(list: HTMLElement, events: readonly GameEvent[]): void {
  for (const event of events) {
    const line = lineOf(event);
    if (!line) continue;
    const item = document.createElement("li");
    [item.dataset.tone, item.textContent] = line;
    list.appendChild(item);
    if (list.childElementCount > LINES) list.firstElementChild?.remove();
  }
}
