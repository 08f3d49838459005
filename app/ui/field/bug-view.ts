/**
 * One bug on the field. Its way to the wall is one animation of `transform` that
 * the compositor runs by itself; a key only changes the text in its chip.
 */
import { type Bug, distanceOf } from "../../engine/state.ts";
import { startsLine } from "../../engine/tokens.ts";
import { type Geometry, heightOf, originOf } from "./geometry.ts";
import { EASE, gait, isStill } from "./motion.ts";

/** With less of its way left, a bug shows that it is dangerous. */
const NEAR = 0.25;
const MOST_PIPS = 20;
/** From one pip to the next, and how much of that is empty: as in field-bugs.css. */
const PIP = 9;
const PIP_GAP = 2;

export interface Aim {
  locked: boolean;
  typed: number;
  gap: boolean;
}

function make(name: string, className: string, parent: HTMLElement): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  parent.appendChild(element);
  return element;
}

/** A copy of the drawing without what `without` finds. */
function layer(className: string, glyph: Element, without: string, parent: HTMLElement) {
  const element = make("div", className, parent);
  const copy = glyph.cloneNode(true) as Element;
  for (const part of copy.querySelectorAll(without)) part.remove();
  element.appendChild(copy);
  return element;
}

/** Milliseconds that a death takes to watch. */
const DEATH = 360;

export class BugView {
  readonly bug: Bug;
  readonly row: number;
  readonly element: HTMLElement;
  #body: HTMLElement;
  #brackets: HTMLElement;
  #symbol: HTMLElement;
  #chip: HTMLElement;
  #done: HTMLElement;
  #next: HTMLElement;
  #rest: HTMLElement;
  #pipsLeft: HTMLElement;
  #pips: number;
  #way: Animation;
  #growth: Animation | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onNear: (bug: Bug, seconds: number) => void;

  constructor(
    bug: Bug,
    row: number,
    glyph: Element,
    geometry: Geometry,
    now: number,
    onNear: (bug: Bug, seconds: number) => void,
  ) {
    this.bug = bug;
    this.row = row;
    this.#onNear = onNear;
    this.element = document.createElement("div");
    this.element.className = "bug";
    this.element.dataset.bug = String(bug.id);
    this.element.dataset.kind = bug.kind;
    this.#body = make("div", "bug-body", this.element);
    const figure = make("div", "bug-glyph", this.#body);
    // Only elements of HTML, not those of SVG, are moved without the main thread:
    // so what moves apart is in layers of its own.
    this.#brackets = layer("bug-brackets", glyph, ".glyph-symbol", figure);
    this.#symbol = layer("bug-symbol", glyph, ".glyph-open, .glyph-close", figure);
    const label = make("div", "bug-label", this.#body);
    this.#chip = make("div", "bug-chip", label);
    this.#done = make("span", "bug-done", this.#chip);
    this.#next = make("span", "bug-next", this.#chip);
    this.#rest = make("span", "bug-rest", this.#chip);
    this.#pips = Math.min(MOST_PIPS, bug.tokens.length);
    const pips = make("div", "bug-pips", label);
    pips.style.width = `${this.#pips * PIP - PIP_GAP}px`;
    this.#pipsLeft = make("i", "", pips);

    const duration = bug.arrives_at - bug.spawned_at;
    this.#way = this.element.animate(this.#path(geometry), {
      duration,
      easing: gait(duration),
      fill: "both",
    });
    if (bug.kind === "leak" && !isStill()) {
      this.#growth = figure.animate([{ transform: "scale(0.8)" }, { transform: "scale(1.4)" }], {
        duration,
        fill: "both",
      });
    }
    if (!isStill()) {
      const small = bug.kind === "boss" ? 1.8 : 0.7;
      this.#body.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 200, easing: EASE });
      figure.animate([{ scale: small }, { scale: 1 }], { duration: 260, easing: EASE });
    }
    this.synchronize(now);
  }

  #path(geometry: Geometry): Keyframe[] {
    const y = heightOf(this.bug.lane, this.row, geometry);
    return [
      { transform: `translate(${originOf(this.bug, geometry)}px, ${y}px)` },
      { transform: `translate(0px, ${y}px)` },
    ];
  }

  /** Puts it where it belongs at `now`; from there it moves on by itself. */
  synchronize(now: number): void {
    const elapsed = Math.max(0, now - this.bug.spawned_at);
    this.#way.currentTime = elapsed;
    if (this.#growth) this.#growth.currentTime = elapsed;
    const near = distanceOf(this.bug, now) < NEAR;
    this.element.toggleAttribute("data-near", near);
    clearTimeout(this.#timer);
    if (near) return;
    const duration = this.bug.arrives_at - this.bug.spawned_at;
    this.#timer = setTimeout(
      () => {
        this.element.toggleAttribute("data-near", true);
        this.#onNear(this.bug, Math.round((duration * NEAR) / 1000));
      },
      duration * (1 - NEAR) - elapsed,
    );
  }

  /** After a change of the field's size. */
  resize(geometry: Geometry, now: number): void {
    (this.#way.effect as KeyframeEffect).setKeyframes(this.#path(geometry));
    this.synchronize(now);
  }

  /** Shows what is to be typed next. */
  update({ locked, typed, gap }: Aim, longest: number): void {
    const { bug } = this;
    const text = bug.tokens[bug.next]?.text ?? "";
    this.element.toggleAttribute("data-locked", locked);
    const separator = !locked || !gap ? "" : startsLine(bug.tokens, bug.next) ? "enter" : "space";
    this.#chip.dataset.separator = separator;
    // A long token goes through the chip as through a window, the next key always in sight.
    const from = Math.max(0, Math.min(typed - 3, text.length - longest));
    const to = Math.min(text.length, from + longest);
    const caret = separator === "" ? typed + 1 : typed;
    this.#done.textContent = (from > 0 ? "…" : "") + text.slice(from + (from > 0 ? 1 : 0), typed);
    this.#next.textContent = text.slice(typed, caret);
    this.#rest.textContent = text.slice(caret, to) + (to < text.length ? "…" : "");
    const left = Math.ceil(((bug.tokens.length - bug.next) * this.#pips) / bug.tokens.length);
    this.#pipsLeft.style.width = `${left * PIP - PIP_GAP}px`;
  }

  /** A shot went in. */
  flinch(): void {
    if (isStill()) return;
    this.#body.animate(
      [{ transform: "translate(5px, -50%)" }, { transform: "translate(0, -50%)" }],
      { duration: 140, easing: "ease-out" },
    );
  }

  /** A wrong key. */
  shake(): void {
    if (isStill()) return;
    const at = (x: number) => ({ transform: `translateX(${x}px)` });
    this.#chip.animate([at(0), at(-3), at(3), at(-2), at(0)], { duration: 140 });
  }

  /** Dies where it is: comes apart, and leaves the word that it was for. */
  pop(): void {
    clearTimeout(this.#timer);
    this.element.removeAttribute("data-bug");
    if (isStill()) {
      this.element.remove();
      return;
    }
    this.#way.pause();
    this.element.dataset.dead = "";
    this.#done.textContent = this.#rest.textContent = "";
    this.#next.textContent = "fixed";
    this.#chip.dataset.separator = "";
    const timing = { duration: DEATH, easing: EASE, fill: "forwards" } as const;
    this.#brackets.animate(
      [
        { transform: "none", opacity: 1 },
        { transform: "scale(2.1, 0.8)", opacity: 0 },
      ],
      timing,
    );
    this.#symbol.animate(
      [
        { transform: "scale(1.3)", opacity: 1 },
        { transform: "scale(0) rotate(100deg)", opacity: 0 },
      ],
      timing,
    );
    const end = this.#chip.animate(
      [
        { transform: "none", opacity: 1 },
        { transform: "translateY(-6px)", opacity: 1, offset: 0.6 },
        { transform: "translateY(-14px)", opacity: 0 },
      ],
      timing,
    );
    end.onfinish = () => this.element.remove();
  }

  /** The run is over: stays where it is. */
  freeze(): void {
    clearTimeout(this.#timer);
    this.#way.pause();
    this.#growth?.pause();
  }

  /** Leaves at once. */
  remove(): void {
    clearTimeout(this.#timer);
    this.element.remove();
  }
}
