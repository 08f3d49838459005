/** The banner in the middle of the field between waves, and the alert above it when a boss comes. */
import type { Engine } from "../../../engine/engine.ts";
import type { Bug, GameEvent, State } from "../../../engine/state.ts";
import { uptimePercent } from "./uptime.ts";

export interface BannerParts {
  banner: HTMLElement;
  bannerTitle: HTMLElement;
  bannerText: HTMLElement;
  alert: HTMLElement;
  alertTitle: HTMLElement;
  alertText: HTMLElement;
}

/** Milliseconds for which a boss is announced. */
const ALERT_MS = 3_200;

/** The texts of a boss's alert: short, because a phone has one line for them. */
export const BOSS_LINES = [
  "Somebody merged on a Friday.",
  "It worked on their machine.",
  "The tests were skipped, once.",
  "Nobody remembers writing this.",
];

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** How many bugs of a wave were fixed, and how many hit production. */
export interface WaveTally {
  fixed: number;
  hits: number;
}

/** Returns `tally` after `event`. A new wave begins with none. */
export function tallyAfter(tally: WaveTally, event: GameEvent): WaveTally {
  switch (event.type) {
    case "wave":
      return { fixed: 0, hits: 0 };
    case "kill":
      return { ...tally, fixed: tally.fixed + 1 };
    case "arrival":
      return { ...tally, hits: tally.hits + 1 };
    default:
      return tally;
  }
}

/** Returns what the banner says of a wave that is over, and how good that is. */
export function waveResult(wave: number, { fixed, hits }: WaveTally) {
  if (hits === 0) return { title: `Wave ${wave} fixed`, tone: "good" };
  if (fixed === 0) return { title: `Wave ${wave} got through`, tone: "bad" };
  return { title: `Wave ${wave}: ${fixed} of ${fixed + hits} fixed`, tone: "mixed" };
}

export class BannerView {
  #parts: BannerParts;
  #engine: Engine;
  #tally: WaveTally = { fixed: 0, hits: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: BannerParts, engine: Engine) {
    this.#parts = parts;
    this.#engine = engine;
  }

  /** Counts what becomes of the wave's bugs. Takes all events of the run, in order. */
  follow(event: GameEvent): void {
    this.#tally = tallyAfter(this.#tally, event);
  }

  /** Announces the next wave, after one is over or when the run begins. */
  showNextWave(state: State): void {
    const { bugs, boss } = this.#engine.waveOf(state, state.wave + 1);
    const next = boss ? `${count(bugs, "bug")}, one of them a boss` : count(bugs, "bug");
    const { banner, bannerTitle, bannerText } = this.#parts;
    if (state.wave === 0) {
      bannerTitle.textContent = "Deploying to main";
      bannerText.textContent = "Type what is underlined";
      banner.dataset.tone = "good";
    } else {
      const { title, tone } = waveResult(state.wave, this.#tally);
      bannerTitle.textContent = title;
      banner.dataset.tone = tone;
      bannerText.textContent = `Uptime ${uptimePercent(this.#engine, state)}% · deploying wave ${state.wave + 1}: ${next}`;
    }
    banner.toggleAttribute("data-boss", boss);
    banner.toggleAttribute("data-on", true);
  }

  showBoss(bug: Bug): void {
    const { alert, alertTitle, alertText } = this.#parts;
    alertTitle.textContent = `Boss, ${count(bug.tokens.length, "token")}.`;
    alertText.textContent = BOSS_LINES[(bug.id + bug.tokens.length) % BOSS_LINES.length] ?? "";
    alert.toggleAttribute("data-on", true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => alert.removeAttribute("data-on"), ALERT_MS);
  }

  hide(): void {
    this.#parts.banner.removeAttribute("data-on");
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.hide();
    this.#parts.alert.removeAttribute("data-on");
  }
}
