/** Light and debris: beams, figures, sparks. Each lives for some moments and is painted over or under the bugs. */
import { type Canvas, FACE, type Pen } from "./canvas.ts";
import { linear, mix, out, through } from "./easing.ts";
import type { Palette, Tone } from "./messages.ts";

/** So many sparks at once; the oldest go first. */
const MOST_SPARKS = 160;

interface Bit {
  born: number;
  life: number;
}

interface Beam extends Bit {
  x: number;
  y: number;
  heat: number;
}

interface Figure extends Bit {
  x: number;
  y: number;
  text: string;
  tone: Tone;
}

interface Spark extends Bit {
  x: number;
  y: number;
  dx: number;
  dy: number;
  tone: Tone;
}

const BEAM_FADE = [
  [0, 1],
  [0.5, 0.9],
  [1, 0],
] as const;
const FIGURE_RISE = [
  [0, 0],
  [0.6, -12],
  [1, -18],
] as const;
const FIGURE_FADE = [
  [0, 1],
  [0.6, 1],
  [1, 0],
] as const;

const living = <T extends Bit>(bits: T[], moment: number) =>
  bits.filter(({ born, life }) => moment - born < life);

export class Particles {
  #beams: Beam[] = [];
  #figures: Figure[] = [];
  #sparks: Spark[] = [];

  get empty(): boolean {
    return this.#beams.length + this.#figures.length + this.#sparks.length === 0;
  }

  /**
   * A beam from the wall to `x`, `y`, and what it did there.
   *
   * @param heat of the combo, from 0: a hot beam is a broad one
   */
  shot(moment: number, x: number, y: number, damage: number, heat: number): void {
    this.#beams.push({ born: moment, life: 200, x, y, heat });
    this.#rise(moment, x + 14, y - 46, `−${damage}`, "amber");
    this.burst(moment, x + 6, y, 5 + 2 * heat, "amber");
  }

  /** Production is hit. */
  impact(moment: number, y: number, damage: number): void {
    this.#rise(moment, 12, y - 16, `−${damage}`, "coral");
    this.burst(moment, 4, y, 16, "coral");
  }

  /** Square sparks, evenly around. */
  burst(moment: number, x: number, y: number, count: number, tone: Tone): void {
    for (let i = 0; i < count; i += 1) {
      const angle = (i / count) * Math.PI * 2 + y;
      const reach = 18 + count + ((i * 13) % 22);
      this.#sparks.push({
        born: moment,
        life: 240 + ((i * 37) % 160),
        x,
        y,
        dx: Math.cos(angle) * reach,
        dy: Math.sin(angle) * reach,
        tone,
      });
    }
    this.#sparks.splice(0, this.#sparks.length - MOST_SPARKS);
  }

  clear(): void {
    this.#beams = [];
    this.#figures = [];
    this.#sparks = [];
  }

  #rise(moment: number, x: number, y: number, text: string, tone: Tone): void {
    this.#figures.push({ born: moment, life: 480, x, y, text, tone });
  }

  /** What lies under the bugs. */
  paintBelow(pen: Pen, moment: number, inks: Palette, light: Canvas): void {
    this.#beams = living(this.#beams, moment);
    this.#sparks = living(this.#sparks, moment);
    for (const beam of this.#beams) paintBeam(pen, beam, moment - beam.born, inks, light);
    for (const { born, life, x, y, dx, dy, tone } of this.#sparks) {
      const share = out((moment - born) / life);
      const size = mix(4, 1.6, share);
      pen.globalAlpha = 1 - share;
      pen.fillStyle = inks[tone];
      pen.fillRect(x + dx * share - size / 2, y + dy * share - size / 2, size, size);
    }
    pen.globalAlpha = 1;
  }

  /** What lies over them. */
  paintAbove(pen: Pen, moment: number, inks: Palette): void {
    this.#figures = living(this.#figures, moment);
    pen.font = `700 16px ${FACE}`;
    for (const { born, life, x, y, text, tone } of this.#figures) {
      const share = out((moment - born) / life);
      pen.globalAlpha = through(FIGURE_FADE, share);
      pen.fillStyle = inks[tone];
      pen.fillText(text, x, y + 13 + through(FIGURE_RISE, share));
    }
    pen.globalAlpha = 1;
  }
}

/** A thin line with a glow around it, and the light that the wall lets out with it. */
function paintBeam(
  pen: Pen,
  { x, y, heat }: Beam,
  age: number,
  inks: Palette,
  light: Canvas,
): void {
  const flare = out(age / 200);
  const grown = mix(1 + heat * 0.2, 0.6, flare);
  pen.globalAlpha = 0.6 * (1 - flare);
  // Half of it is behind the wall.
  pen.drawImage(light, -150 * grown, y - 55 * grown, 300 * grown, 110 * grown);
  const lasting = age < 90 ? through(BEAM_FADE, linear(age / 90)) : 0;
  if (lasting === 0) return;
  const thick = 2 * (1 + heat * 0.3);
  pen.fillStyle = inks.amber;
  for (const [height, alpha] of [
    [thick + 14, 0.08],
    [thick + 7, 0.16],
    [thick, 0.9],
  ] as const) {
    pen.globalAlpha = lasting * alpha;
    pen.fillRect(0, y - height / 2, x, height);
  }
}
