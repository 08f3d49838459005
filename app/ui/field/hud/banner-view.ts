/** The banner in the middle of the empty field, between two waves. */
import type { Engine } from "../../../engine/engine.ts";
import type { State } from "../../../engine/state.ts";
import { uptimePercent } from "./uptime.ts";
import { type WaveTallies, waveResult } from "./wave-tally.ts";

export interface BannerParts {
  banner: HTMLElement;
  bannerTitle: HTMLElement;
  bannerText: HTMLElement;
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

export class BannerView {
  #parts: BannerParts;
  #engine: Engine;
  #tallies: WaveTallies;

  constructor(parts: BannerParts, engine: Engine, tallies: WaveTallies) {
    this.#parts = parts;
    this.#engine = engine;
    this.#tallies = tallies;
  }

  /** Announces the next wave, after one is over or when the run begins. */
  showNextWave(state: State): void {
    const { banner, bannerTitle, bannerText } = this.#parts;
    // Only version 1 knows a wave's size before it begins.
    const { bugs, boss } = this.#engine.waveOf(state, state.wave + 1);
    if (state.wave === 0) {
      bannerTitle.textContent = "Deploying to main";
      bannerText.textContent = "Type what is underlined";
      banner.dataset.tone = "good";
    } else {
      const { title, tone } = waveResult(state.wave, this.#tallies.of(state.wave));
      const size = bugs === 0 ? "" : `: ${count(bugs, "bug")}${boss ? ", one of them a boss" : ""}`;
      bannerTitle.textContent = title;
      banner.dataset.tone = tone;
      bannerText.textContent = `Uptime ${uptimePercent(this.#engine, state)}% · deploying wave ${state.wave + 1}${size}`;
    }
    banner.toggleAttribute("data-boss", boss);
    banner.toggleAttribute("data-on", true);
  }

  hide(): void {
    this.#parts.banner.removeAttribute("data-on");
  }
}
