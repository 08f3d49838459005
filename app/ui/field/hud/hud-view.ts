/** The HUD: uptime, wave, combo, speed, accuracy, score and ghost. Each is written only when it changes. */
import type { Engine } from "../../../engine/engine.ts";
import { earnedPoints } from "../../../engine/score.ts";
import type { State } from "../../../engine/state.ts";
import { typingFigures } from "../../../engine/typing-speed.ts";
import { whole } from "../../text/format.ts";
import { EASE_OUT, prefersReducedMotion } from "../motion.ts";
import { comboName, heatOf } from "./combo-heat.ts";
import { uptimeOf, uptimePercent } from "./uptime.ts";

export interface HudParts {
  uptime: HTMLElement;
  uptimeBar: HTMLElement;
  wave: HTMLElement;
  fixed: HTMLElement;
  combo: HTMLElement;
  comboFigure: HTMLElement;
  comboName: HTMLElement;
  wpm: HTMLElement;
  accuracy: HTMLElement;
  score: HTMLElement;
  ghost: HTMLElement;
  ghostName: HTMLElement;
  ghostMark: HTMLElement;
}

/** The shortest combo that is shown, and the shortest whose loss is shown. */
const SHORTEST_SHOWN = 2;
const SHORTEST_LOSS = 8;

/** Pixels that the ghost's mark moves to either side. It is at the end when one of the two has twice the points. */
const GHOST_REACH = 26;

/** The condition of production from the best to the worst, for its colours. */
const CONDITIONS = [
  { above: 0.5, uptime: "good" },
  { above: 0.25, uptime: "half" },
  { above: 0, uptime: "low" },
];

/** The text of each element: reading it from the DOM takes longer. */
const texts = new WeakMap<HTMLElement, string>();

function write(element: HTMLElement, text: string): void {
  if (texts.get(element) === text) return;
  texts.set(element, text);
  element.textContent = text;
}

export class HudView {
  #parts: HudParts;
  #frame: HTMLElement;
  #engine: Engine;
  #combo = 0;
  #loss: Animation | undefined;

  constructor(parts: HudParts, frame: HTMLElement, engine: Engine) {
    this.#engine = engine;
    this.#parts = parts;
    this.#frame = frame;
    frame.dataset.heat = parts.combo.dataset.heat = "0";
  }

  update(state: State): void {
    const parts = this.#parts;
    const engine = this.#engine;
    const score = engine.scoreOf(state);

    const uptime = uptimeOf(engine, state);
    const percent = `${uptimePercent(engine, state)}%`;
    if (texts.get(parts.uptime) !== percent) {
      write(parts.uptime, percent);
      parts.uptimeBar.style.transform = `scaleX(${uptime})`;
    }
    const condition = CONDITIONS.find(({ above }) => uptime > above)?.uptime ?? "down";
    if (this.#frame.dataset.uptime !== condition) this.#frame.dataset.uptime = condition;

    this.#showWave(state);
    this.#showCombo(state.combo);

    const { standard_wpm: wpm, key_accuracy: accuracy } = typingFigures(state, score);
    write(parts.wpm, String(Math.round(wpm)));
    const keys = state.correct_keys + state.incorrect_keys;
    write(parts.accuracy, keys === 0 ? "–" : `${accuracy.toFixed(accuracy === 100 ? 0 : 1)}%`);
    // After the end, too: the page beside it says what was added for speed and care.
    write(parts.score, whole(earnedPoints(score)));
  }

  /** Shows the newest wave, and how many bugs are fixed: waves overlap, so there is no single one to count down. */
  #showWave(state: State): void {
    const { wave, fixed } = this.#parts;
    write(wave, state.wave === 0 ? "Get ready" : `Wave ${state.wave}`);
    const boss = this.#engine.waveOf(state, state.wave).boss ? " · boss" : "";
    write(fixed, state.wave === 0 ? "" : `${state.kills} fixed${boss}`);
  }

  /** Says whose ghost it is. */
  nameGhost(name: string): void {
    write(this.#parts.ghostName, name);
  }

  /**
   * @param gap points ahead of the ghost; undefined without one
   * @param own points of this run: the gap is drawn in proportion to them
   */
  setGhost(gap: number | undefined, own = 0): void {
    const { ghost, ghostMark } = this.#parts;
    if (ghost.parentElement) ghost.parentElement.hidden = gap === undefined;
    if (gap === undefined) return;
    // The middle of the track is the ghost's score.
    const lead = gap / Math.max(1, own, own - gap);
    const place = `translateX(${Math.round(Math.max(-1, Math.min(1, 2 * lead)) * GHOST_REACH)}px)`;
    if (ghostMark.style.transform !== place) ghostMark.style.transform = place;
    write(ghost, `${gap < 0 ? "−" : "+"}${whole(Math.abs(gap))}`);
    ghost.dataset.tone = gap < 0 ? "bad" : "good";
  }

  /** Resets the combo without animation, after a jump in time. */
  jump(): void {
    this.#loss?.cancel();
    this.#combo = 0;
    this.#frame.dataset.heat = this.#parts.combo.dataset.heat = "0";
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
    if (combo < SHORTEST_SHOWN) {
      if (before < SHORTEST_LOSS || prefersReducedMotion()) box.removeAttribute("data-on");
      else this.#lose();
      return;
    }
    this.#loss?.cancel();
    box.removeAttribute("data-lost");
    box.setAttribute("data-on", "");
    write(figure, `${combo}`);
    write(name, comboName(combo));
    // Only when the heat rises: during an animation each key waits for a style recalculation.
    if (!hotter || prefersReducedMotion()) return;
    figure.animate([{ transform: "scale(1.35)" }, { transform: "none" }], {
      duration: 320,
      easing: EASE_OUT,
    });
  }

  /** Animates the loss of a combo. */
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
