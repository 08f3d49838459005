/** The figures around the field. Each is written only when it changed. */
import { balanceOf, waveOf } from "../../engine/balance.ts";
import { scoreOf } from "../../engine/score.ts";
import type { GameEvent, State } from "../../engine/state.ts";
import { whole } from "../figures.ts";
import { isStill } from "./motion.ts";

export interface HudParts {
  uptime: HTMLElement;
  uptimeBar: HTMLElement;
  wave: HTMLElement;
  fixed: HTMLElement;
  combo: HTMLElement;
  comboFigure: HTMLElement;
  wpm: HTMLElement;
  accuracy: HTMLElement;
  kills: HTMLElement;
  score: HTMLElement;
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export class HudView {
  #parts: HudParts;
  #field: HTMLElement;
  /** Kills before this wave. */
  #before = 0;

  constructor(parts: HudParts, field: HTMLElement) {
    this.#parts = parts;
    this.#field = field;
  }

  update(state: State, events: readonly GameEvent[]): void {
    const parts = this.#parts;
    const { difficulty, mode } = state.plan;
    const wave = events.findLastIndex(({ type }) => type === "wave");
    if (wave >= 0) {
      const since = events.slice(wave).filter(({ type }) => type === "kill");
      this.#before = state.kills - since.length;
    }
    const score = scoreOf(state);

    const uptime = state.integrity / balanceOf(difficulty).integrity;
    write(parts.uptime, `${Math.ceil(uptime * 100)}%`);
    parts.uptimeBar.style.transform = `scaleX(${uptime})`;
    this.#field.dataset.uptime = uptime <= 0.25 ? "low" : uptime <= 0.5 ? "half" : "good";

    write(parts.wave, state.wave === 0 ? "Get ready" : `Wave ${state.wave}`);
    const { bugs, boss } = waveOf(difficulty, mode, Math.max(1, state.wave));
    const fixed = `${state.kills - this.#before} of ${bugs} fixed${boss ? " · boss" : ""}`;
    write(parts.fixed, state.wave === 0 ? "" : fixed);

    const combo = state.combo >= 2 ? `×${state.combo}` : "";
    if (parts.comboFigure.textContent !== combo) {
      parts.combo.toggleAttribute("data-on", combo !== "");
      write(parts.comboFigure, combo);
      if (combo !== "" && !isStill()) {
        parts.comboFigure.animate([{ transform: "scale(1.12)" }, { transform: "none" }], {
          duration: 140,
          easing: "ease-out",
        });
      }
    }

    write(parts.wpm, String(Math.round(score.words_per_minute)));
    const { total_words_typed: words, accuracy_percentage: accuracy } = score;
    write(parts.accuracy, words === 0 ? "–" : `${accuracy.toFixed(accuracy === 100 ? 0 : 1)}%`);
    write(parts.kills, String(state.kills));
    write(parts.score, whole(score.final_score));
  }
}
