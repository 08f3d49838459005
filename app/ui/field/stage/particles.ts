/** Beams, damage numbers and sparks. Each lives for some moments, over or under the bugs. */
import { type Canvas, type Context2D, FONT_FAMILY } from "./canvas.ts";
import { easeOut, interpolate, lerp, linear } from "./easing.ts";
import type { Palette, Tone } from "./messages.ts";

/** The most sparks at once; the oldest are dropped. */
const MAX_SPARKS = 160;

interface Particle {
  born: number;
  life: number;
}

interface Beam extends Particle {
  x: number;
  y: number;
  heat: number;
}

interface DamageNumber extends Particle {
  x: number;
  y: number;
  text: string;
  tone: Tone;
}

interface Spark extends Particle {
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
const NUMBER_RISE = [
  [0, 0],
  [0.6, -12],
  [1, -18],
] as const;
const NUMBER_FADE = [
  [0, 1],
  [0.6, 1],
  [1, 0],
] as const;

const alive = <T extends Particle>(bits: T[], moment: number) =>
  bits.filter(({ born, life }) => moment - born < life);

export class Particles {
  #beams: Beam[] = [];
  #damageNumbers: DamageNumber[] = [];
  #sparks: Spark[] = [];
  /** By how much everything is larger than at the smallest size. */
  #scale = 1;

  /** @param code the font size of the locked code */
  setSize(code: number): void {
    this.#scale = code / 20;
  }

  get empty(): boolean {
    return this.#beams.length + this.#damageNumbers.length + this.#sparks.length === 0;
  }

  /**
   * Adds a beam from the wall to `x`, `y`, with its damage and sparks.
   *
   * @param heat of the combo, from 0: the hotter, the broader
   */
  shot(moment: number, x: number, y: number, damage: number, heat: number): void {
    this.#beams.push({ born: moment, life: 200, x, y, heat });
    const scale = this.#scale;
    this.#rise(moment, x - 10 * scale, y - 40 * scale, `${damage}`, "amber");
    this.burst(moment, x - 4 * scale, y, 6 + 3 * heat, "amber");
  }

  /** Adds the lost uptime and the sparks of a hit on production. */
  impact(moment: number, y: number, percent: number): void {
    this.#rise(moment, 12, y - 16 * this.#scale, `−${percent}%`, "coral");
    this.burst(moment, 4, y, 20, "coral");
  }

  /** Adds square sparks that fly off evenly in all directions. */
  burst(moment: number, x: number, y: number, count: number, tone: Tone): void {
    for (let i = 0; i < count; i += 1) {
      const angle = (i / count) * Math.PI * 2 + y;
      const reach = this.#scale * (18 + count + ((i * 13) % 22));
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
    this.#sparks.splice(0, this.#sparks.length - MAX_SPARKS);
  }

  clear(): void {
    this.#beams = [];
    this.#damageNumbers = [];
    this.#sparks = [];
  }

  #rise(moment: number, x: number, y: number, text: string, tone: Tone): void {
    this.#damageNumbers.push({ born: moment, life: 560, x, y, text, tone });
  }

  /** Draws what lies under the bugs: beams and sparks. */
  paintBelow(ctx: Context2D, moment: number, palette: Palette, light: Canvas): void {
    this.#beams = alive(this.#beams, moment);
    this.#sparks = alive(this.#sparks, moment);
    for (const beam of this.#beams)
      paintBeam(ctx, beam, moment - beam.born, this.#scale, palette, light);
    for (const { born, life, x, y, dx, dy, tone } of this.#sparks) {
      const share = easeOut((moment - born) / life);
      const size = this.#scale * lerp(5, 1.8, share);
      ctx.globalAlpha = 1 - share;
      ctx.fillStyle = palette[tone];
      ctx.fillRect(x + dx * share - size / 2, y + dy * share - size / 2, size, size);
    }
    ctx.globalAlpha = 1;
  }

  /** Draws what lies over the bugs: damage numbers. */
  paintAbove(ctx: Context2D, moment: number, palette: Palette): void {
    this.#damageNumbers = alive(this.#damageNumbers, moment);
    ctx.font = `700 ${20 * this.#scale}px ${FONT_FAMILY}`;
    for (const { born, life, x, y, text, tone } of this.#damageNumbers) {
      const share = easeOut((moment - born) / life);
      ctx.globalAlpha = interpolate(NUMBER_FADE, share);
      ctx.fillStyle = palette[tone];
      ctx.fillText(text, x, y + this.#scale * (13 + interpolate(NUMBER_RISE, share)));
    }
    ctx.globalAlpha = 1;
  }
}

/** Draws a thin line with a glow around it, and a flare at the wall. */
function paintBeam(
  ctx: Context2D,
  { x, y, heat }: Beam,
  age: number,
  scale: number,
  palette: Palette,
  light: Canvas,
): void {
  const flare = easeOut(age / 200);
  const grown = lerp(1 + heat * 0.2, 0.6, flare);
  ctx.globalAlpha = 0.6 * (1 - flare);
  // Half of the flare is behind the wall.
  const flareSize = scale * grown;
  ctx.drawImage(light, -150 * flareSize, y - 55 * flareSize, 300 * flareSize, 110 * flareSize);
  const lasting = age < 90 ? interpolate(BEAM_FADE, linear(age / 90)) : 0;
  if (lasting === 0) return;
  const thick = 2.4 * scale * (1 + heat * 0.3);
  ctx.fillStyle = palette.amber;
  for (const [height, alpha] of [
    [thick + 18 * scale, 0.08],
    [thick + 8 * scale, 0.18],
    [thick, 0.9],
  ] as const) {
    ctx.globalAlpha = lasting * alpha;
    ctx.fillRect(0, y - height / 2, x, height);
  }
}
