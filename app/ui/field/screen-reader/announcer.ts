import type { Engine } from "../../../engine/engine.ts";
import type { Bug, GameEvent, State } from "../../../engine/state.ts";
import { targetOf } from "../../../engine/state.ts";
import { startsLine } from "../../../engine/tokens.ts";
import { uptimePercent } from "../hud/uptime.ts";
import { KIND_NAMES, POWER_NAMES, POWER_TEXTS, SIGN_NAMES } from "../labels.ts";
import { isFatal } from "../urgency.ts";
/**
 * Turns the events of a run into announcements for screen readers. Always announced are waves, the locked
 * target and danger; with "read aloud" also each next token, spelled out, and each wrong key.
 */

/** Returns code as it is read out, with the names of signs: screen readers skip most signs. */
export function spoken(code: string): string {
  return code.replace(/[^\p{L}\p{N}]/gu, (sign) => ` ${SIGN_NAMES[sign] ?? sign} `).trim();
}

const describe = (bug: Bug) =>
  `${bug.returned ? "returned " : ""}${KIND_NAMES[bug.kind]} in lane ${bug.lane + 1}`;
const nextToken = (bug: Bug) => spoken(bug.tokens[bug.next]?.text ?? "");

function keyName(key: string): string {
  if (key === " ") return "Space";
  return key.length === 1 ? spoken(key) : key;
}

function nearest(engine: Engine, state: State): string {
  const [bug] = engine.byDistance(state);
  return bug ? `Next: ${describe(bug)}: ${nextToken(bug)}` : "Nothing to fix";
}

export class Announcer {
  #engine: Engine;
  #say: (text: string, urgent?: boolean) => void;
  #aloud = false;

  constructor(engine: Engine, say: (text: string, urgent?: boolean) => void) {
    this.#engine = engine;
    this.#say = say;
  }

  setAloud(on: boolean, state: State | undefined): void {
    if (on === this.#aloud) return;
    this.#aloud = on;
    this.#say(
      on
        ? `Reading aloud. ${state ? nearest(this.#engine, state) : ""}`
        : "No longer reading aloud",
    );
  }

  announce(event: GameEvent, state: State): void {
    switch (event.type) {
      case "wave": {
        const { bugs } = this.#engine.waveOf(state, event.wave);
        const boss = event.boss ? ", one of them a boss" : "";
        this.#say(`Wave ${event.wave}, ${bugs} bugs${boss}`);
        break;
      }
      case "cleared":
        this.#say(
          `No bug of wave ${event.wave} is left, uptime ${uptimePercent(this.#engine, state)}%`,
        );
        break;
      case "arrival":
        this.#say(
          `${KIND_NAMES[event.kind]} hit production, uptime ${uptimePercent(this.#engine, state)}%`,
          true,
        );
        break;
      case "earn":
        this.#say(`${POWER_NAMES[event.power]} earned. Arrow up: ${POWER_TEXTS[event.power]}`);
        break;
      case "power":
        this.#say(`${POWER_NAMES[event.power]} used: ${POWER_TEXTS[event.power]}`);
        break;
      case "wake":
        this.#say("Full speed again");
        break;
      case "return":
        this.#say("A regression came back: it was fixed with an error", true);
        break;
      case "hurry":
        this.#say("The other bug of the race condition hurries", true);
        break;
      case "phase": {
        const left = event.phases_left + 1;
        this.#say(`The boss is back at the far end, ${left} phase${left === 1 ? "" : "s"} to go`);
        break;
      }
      case "lock": {
        const bug = state.bugs.find(({ id }) => id === event.bug);
        if (!bug) break;
        const tokens = bug.tokens.length - bug.next;
        const left = this.#aloud ? `, ${tokens} token${tokens === 1 ? "" : "s"}` : "";
        this.#say(`Locked ${describe(bug)}${left}: ${nextToken(bug)}`);
        break;
      }
      default:
        if (this.#aloud) this.#readAloud(event, state);
    }
  }

  #readAloud(event: GameEvent, state: State): void {
    const target = targetOf(state);
    switch (event.type) {
      case "shot": {
        if (!target) break;
        const separator = startsLine(target.tokens, target.next) ? "Enter" : "Space";
        this.#say(`${separator}, ${nextToken(target)}`);
        break;
      }
      case "kill":
        this.#say(`Fixed ${KIND_NAMES[event.kind]}. ${nearest(this.#engine, state)}`);
        break;
      case "miss":
        this.#say(
          target
            ? `Wrong, ${keyName(this.#engine.expectedKey(state, target))}`
            : `Wrong. ${nearest(this.#engine, state)}`,
          true,
        );
        break;
      case "release":
        this.#say(`Released. ${nearest(this.#engine, state)}`);
        break;
      case "spawn":
        if (state.bugs.length === 1) this.#say(nearest(this.#engine, state));
        break;
      case "jump":
      case "grow": {
        const bug = state.bugs.find(({ id }) => id === event.bug);
        if (!bug) break;
        this.#say(event.type === "jump" ? `Jumped: ${describe(bug)}` : `Grew: ${describe(bug)}`);
        break;
      }
    }
  }

  /** The bug can no longer be fixed in time. */
  late(bug: Bug, state: State): void {
    this.#say(`Too late for the ${describe(bug)}, ${this.#cost(bug, state)}`, true);
  }

  near(bug: Bug, seconds: number, state: State): void {
    const cost = this.#cost(bug, state);
    this.#say(`${describe(bug)} is near the wall, ${seconds} seconds, ${cost}`, true);
  }

  #cost(bug: Bug, state: State): string {
    const taken = isFatal(this.#engine, state, bug)
      ? "production down"
      : this.#engine.hitOf(state, bug);
    return `it takes ${taken}`;
  }
}
