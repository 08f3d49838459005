/**
 * One bug on the field. Its way to the wall is one animation of `transform` that
 * the compositor runs by itself; a key only changes the text in its chip.
 */
import { type Bug, distanceOf } from "../../engine/state.ts";
import { startsLine } from "../../engine/tokens.ts";
import { Walk } from "./gaits.ts";
import { type Geometry, heightOf, originOf, PIP, PIP_GAP, pipsOf } from "./geometry.ts";
import { EASE, gait, isStill } from "./motion.ts";

/** With less of its way left, a bug shows that it is dangerous. */
const NEAR = 0.25;

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

function text(className: string, parent: HTMLElement): Text {
  return make("span", className, parent).appendChild(new Text());
}

function write(node: Text, data: string): void {
  if (node.data !== data) node.data = data;
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
  #walk: Walk;
  #chip: HTMLElement;
  #done: Text;
  #next: Text;
  #rest: Text;
  #pipsLeft: HTMLElement;
  #pips: number;
  #left = 0;
  #way: Animation;
  #growth: Animation | undefined;
  #rate = 1;
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
    this.#walk = new Walk(bug.kind, this.#symbol, this.#brackets);
    const label = make("div", "bug-label", this.#body);
    this.#chip = make("div", "bug-chip", label);
    this.#done = text("bug-done", this.#chip);
    this.#next = text("bug-next", this.#chip);
    this.#rest = text("bug-rest", this.#chip);
    this.#pips = pipsOf(bug, geometry);
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
    this.#approach(near);
    clearTimeout(this.#timer);
    if (near || this.#rate === 0) return;
    const duration = this.bug.arrives_at - this.bug.spawned_at;
    this.#timer = setTimeout(
      () => {
        this.#approach(true);
        this.#onNear(this.bug, Math.round((duration * NEAR) / 1000));
      },
      (duration * (1 - NEAR) - elapsed) / this.#rate,
    );
  }

  /** From here on it goes `rate` times as fast; at 0 it stands. */
  pace(rate: number, now: number): void {
    this.#rate = rate;
    this.#way.playbackRate = rate;
    if (this.#growth) this.#growth.playbackRate = rate;
    this.synchronize(now);
  }

  #approach(near: boolean): void {
    this.element.toggleAttribute("data-near", near);
    if (this.bug.kind !== "boss") this.#walk.snap(near);
  }

  /** Where it is crowded, it only glides: every gait costs each key some style. */
  walk(on: boolean): void {
    if (on && !isStill()) this.#walk.start();
    else this.#walk.stop();
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
    if (locked !== this.element.hasAttribute("data-locked"))
      this.element.toggleAttribute("data-locked", locked);
    const separator = !locked || !gap ? "" : startsLine(bug.tokens, bug.next) ? "enter" : "space";
    if (this.#chip.dataset.separator !== separator) this.#chip.dataset.separator = separator;
    // A long token goes through the chip as through a window, the next key always in sight.
    const from = Math.max(0, Math.min(typed - 3, text.length - longest));
    const to = Math.min(text.length, from + longest);
    const caret = separator === "" ? typed + 1 : typed;
    write(this.#done, (from > 0 ? "…" : "") + text.slice(from + (from > 0 ? 1 : 0), typed));
    write(this.#next, text.slice(typed, caret));
    write(this.#rest, text.slice(caret, to) + (to < text.length ? "…" : ""));
    const left = Math.ceil(((bug.tokens.length - bug.next) * this.#pips) / bug.tokens.length);
    if (left === this.#left) return;
    this.#left = left;
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
      this.remove();
      return;
    }
    this.#way.pause();
    this.#walk.stop();
    this.element.dataset.dead = "";
    this.#done.data = this.#rest.data = "";
    this.#next.data = "fixed";
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
    end.onfinish = () => this.remove();
  }

  /** The run is over: stays where it is. */
  freeze(): void {
    clearTimeout(this.#timer);
    this.#way.pause();
    this.#walk.stop();
    this.#growth?.pause();
  }

  /**
   * Leaves at once. Animations of what is no longer there would not end by
   * themselves, and would keep the main thread at work in every frame.
   */
  remove(): void {
    clearTimeout(this.#timer);
    for (const running of this.element.getAnimations({ subtree: true })) running.cancel();
    this.element.remove();
  }
}
