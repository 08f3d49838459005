/** The figures around the field. Each is written only when it changed. */
import { waveOf } from "../../../engine/v1/balance.ts";
import { scoreOf } from "../../../engine/v1/score.ts";
import type { GameEvent, State } from "../../../engine/v1/state.ts";
import { whole } from "../../text/format.ts";
import { heatOf, nameOfCombo } from "./combo-heat.ts";
import { EASE, isStill } from "../motion.ts";
import { uptimeOf, uptimePercent } from "./uptime.ts";

export interface HudParts {
  uptime: HTMLElement;
  uptimeBar: HTMLElement;
  condition: HTMLElement;
  wave: HTMLElement;
  fixed: HTMLElement;
  combo: HTMLElement;
  comboFigure: HTMLElement;
  comboName: HTMLElement;
  wpm: HTMLElement;
  accuracy: HTMLElement;
  kills: HTMLElement;
  score: HTMLElement;
  ghost: HTMLElement;
  ghostMark: HTMLElement;
}

/** Under so many, a combo is neither shown nor missed. */
const SHOWN = 2;
const MISSED = 8;

/** Half the way that the mark of a race has, in pixels: half of it means twice the points. */
const GHOST_REACH = 26;

/** What a status page would say, from the best to the worst. */
const CONDITIONS = [
  { above: 0.75, uptime: "good", text: "operational" },
  { above: 0.5, uptime: "good", text: "degraded" },
  { above: 0.25, uptime: "half", text: "partial outage" },
  { above: 0, uptime: "low", text: "on fire" },
];
const DOWN = { uptime: "down", text: "down" };

/** What each element shows: to ask it takes longer than to remember. */
const written = new WeakMap<HTMLElement, string>();

function write(element: HTMLElement, text: string): void {
  if (written.get(element) === text) return;
  written.set(element, text);
  element.textContent = text;
}

export class HudView {
  #parts: HudParts;
  #frame: HTMLElement;
  /** Kills before this wave. */
  #before = 0;
  #combo = 0;
  #loss: Animation | undefined;

  constructor(parts: HudParts, frame: HTMLElement) {
    this.#parts = parts;
    this.#frame = frame;
    frame.dataset.heat = parts.combo.dataset.heat = "0";
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

    const uptime = uptimeOf(state);
    const percent = `${uptimePercent(state)}%`;
    if (written.get(parts.uptime) !== percent) {
      write(parts.uptime, percent);
      parts.uptimeBar.style.transform = `scaleX(${uptime})`;
    }
    const condition = CONDITIONS.find(({ above }) => uptime > above) ?? DOWN;
    write(parts.condition, condition.text);
    if (this.#frame.dataset.uptime !== condition.uptime)
      this.#frame.dataset.uptime = condition.uptime;

    write(parts.wave, state.wave === 0 ? "Get ready" : `Wave ${state.wave}`);
    const { bugs, boss } = waveOf(difficulty, mode, Math.max(1, state.wave));
    const fixed = `${state.kills - this.#before} of ${bugs} fixed${boss ? " · boss" : ""}`;
    write(parts.fixed, state.wave === 0 ? "" : fixed);
    this.#showCombo(state.combo);

    write(parts.wpm, String(Math.round(score.words_per_minute)));
    const { total_words_typed: words, accuracy_percentage: accuracy } = score;
    write(parts.accuracy, words === 0 ? "–" : `${accuracy.toFixed(accuracy === 100 ? 0 : 1)}%`);
    write(parts.kills, String(state.kills));
    write(parts.score, whole(score.final_score));
  }

  /**
   * @param gap points ahead of the ghost; without one there is none
   * @param own points, to which the gap is drawn in proportion
   */
  setGhost(gap: number | undefined, own = 0): void {
    const { ghost, ghostMark } = this.#parts;
    if (ghost.parentElement) ghost.parentElement.hidden = gap === undefined;
    if (gap === undefined) return;
    // In the middle of its track it is the ghost that is passed.
    const lead = gap / Math.max(1, own, own - gap);
    const place = `translateX(${Math.round(Math.max(-1, Math.min(1, 2 * lead)) * GHOST_REACH)}px)`;
    if (ghostMark.style.transform !== place) ghostMark.style.transform = place;
    write(ghost, `${gap < 0 ? "−" : "+"}${whole(Math.abs(gap))}`);
    ghost.dataset.tone = gap < 0 ? "bad" : "good";
  }

  /** Time jumps: what was lost or won on the way is no news. */
  jump(): void {
    this.#loss?.cancel();
    this.#combo = 0;
    this.#parts.combo.removeAttribute("data-on");
  }

  #showCombo(combo: number): void {
    const before = this.#combo;
    if (combo === before) return;
    this.#combo = combo;
    const { combo: box, comboFigure: figure, comboName: name } = this.#parts;
    const heat = heatOf(combo);
    const hotter = heat > heatOf(before);
    if (heat !== heatOf(before)) this.#frame.dataset.heat = box.dataset.heat = String(heat);
    if (combo < SHOWN) {
      if (before < MISSED || isStill()) box.removeAttribute("data-on");
      else this.#lose();
      return;
    }
    this.#loss?.cancel();
    box.removeAttribute("data-lost");
    box.setAttribute("data-on", "");
    write(figure, `×${combo}`);
    write(name, nameOfCombo(combo));
    // Not with every token: while it moves, each key waits for its style.
    if (!hotter || isStill()) return;
    figure.animate([{ transform: "scale(1.7)" }, { transform: "none" }], {
      duration: 320,
      easing: EASE,
    });
  }

  /** A combo that was worth something drops off the screen. */
  #lose(): void {
    const { combo: box, comboName: name } = this.#parts;
    write(name, "combo lost");
    box.setAttribute("data-lost", "");
    this.#loss = box.animate(
      [
        { transform: "none", opacity: 1 },
        { transform: "translateY(4px)", opacity: 1, offset: 0.5 },
        { transform: "translateY(26px)", opacity: 0 },
      ],
      { duration: 620, easing: "ease-in", fill: "forwards" },
    );
    this.#loss.onfinish = () => {
      this.#loss?.cancel();
      box.removeAttribute("data-on");
    };
  }
}
