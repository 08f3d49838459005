/**
 * People who type, drawn from published figures. The figures stand here in our own words:
 *
 * - Dhakal, Feit, Kristensson, Oulasvirta (CHI 2018), 168,000 people, 136 million keystrokes: 52 WPM on average with
 *   a deviation of 20, up to about 120; a mean gap of 239 ms over all, 121 ms for fast and 481 ms for slow typists,
 *   hardly anybody below 60 ms; faster people err less and vary less; 1.2 % of characters stay wrong and 6 % of
 *   keys are corrections; a quarter of keys overlap the one before, 40 to 70 % with the fastest; pairs of different
 *   hands and fingers tell more about a gap than repeated letters.
 * - Feit, Weir, Oulasvirta (CHI 2016), 30 people filmed: trained and self-taught typists reach the same speeds with
 *   gaps of about 170 ms; they differ in which finger presses what, so habits of pairs are a person's own.
 * - Salthouse (1984, 1986): typing is faster than reacting (a choice takes about 560 ms, a gap 177 ms); keys of
 *   opposite hands come 30 to 60 ms sooner; the first key of a word takes about a fifth longer; skilled typists
 *   are more even; without a preview of several characters the advantage is gone.
 * - Crump and Logan (2013), 800 typists: after an error that cannot be corrected the next keys are slower.
 * - González, Calot, Ierache, Hasperué (2021): gaps in free text fit a log-normal or log-logistic law, not a normal one.
 * - Palin and others (2019), 37,000 people on phones: 36 WPM, 2.3 % of characters stay wrong.
 * - Nakada and Miura (2024), a typing game with code: Enter is slower than other keys, the more so for those who
 *   understand the code. Thomas, Karahasanović, Kennedy (2005): pairs with symbols are slower than pairs of letters.
 *
 * The ranges around these means are ours, on the cautious side: people with little structure are included.
 */
import { type Hands, LAYOUT_NAMES } from "./keyboard.ts";
import { Random } from "./random.ts";

export interface Person {
  /** The speed of flowing text in words a minute. With pauses, errors and symbols about three quarters remain. */
  wpm: number;
  phone: boolean;
  hands: Hands;
  /** The deviation of the logarithm of gaps between the same two keys. */
  noise: number;
  /** The share of pairs that roll: the second key is pressed before the first is up. */
  rollover: number;
  /** Logarithms by which the first key of a token, Enter, and the first key of a line are slower. */
  tokenStart: number;
  lineEnd: number;
  lineStart: number;
  /** The chance of a hesitation at a token's start, and its mean length in milliseconds. */
  hesitation: number;
  hesitationMs: number;
  /** Medians in milliseconds: to see and begin a bug on an empty field, and to turn to one that is there. */
  reaction: number;
  retarget: number;
  /** The chance that the next target was chosen while the last was still typed. */
  planned: number;
  /** The chance of a wrong key; of noticing it at once; the median hesitation after it in milliseconds. */
  error: number;
  notice: number;
  recovery: number;
  /** How far the pace wanders (deviation of its logarithm), and what a minute of fatigue adds. */
  wander: number;
  fatigue: number;
  /** Whether the keyboard's home row doubles as modifiers, so that it reports rolled keys late and together. */
  tapHold: boolean;
  /** Whether a chorded keyboard sends whole tokens at once. Nobody who is drawn has one; such runs are flagged. */
  chords: boolean;
  /** The milliseconds that times are rounded to: of the browser, or of the input stack. */
  clock: number;
}

/** Clocks and their shares: 1 ms, frames of the input stack, browsers that resist fingerprinting. */
function drawClock(random: Random): number {
  const roll = random.next();
  if (roll < 0.87) return 1;
  if (roll < 0.92) return 8;
  if (roll < 0.95) return 1000 / 60;
  if (roll < 0.97) return 16;
  return 100;
}

/** Draws a person. Most are as fast as in the published studies; a third has any speed from 20 to 140 WPM. */
export function drawPerson(seed: number): Person {
  const random = new Random(seed);
  const phone = random.chance(0.08);
  const usual = Math.max(20, Math.min(140, random.normal(58, 20)));
  const flowing = random.chance(0.65) ? usual : random.between(20, 140);
  const wpm = phone ? random.between(18, 55) : flowing * 1.25;
  /** 0 for the slowest, 1 for the fastest. */
  const skill = Math.max(0, Math.min(1, (wpm - 25) / 140));
  const layout = random.chance(0.9) ? "qwerty" : random.pick(LAYOUT_NAMES);
  return {
    wpm,
    phone,
    hands: {
      layout,
      alternation: phone ? random.between(0, 0.15) : random.between(0.05, 0.35),
      sameFinger: random.between(0.1, 0.45),
      repetition: random.between(-0.25, 0.15),
      reach: random.between(0.02, 0.1),
      shift: phone ? random.between(0.4, 0.9) : random.between(0.15, 0.6),
      symbol: phone ? random.between(0.4, 0.9) : random.between(0.1, 0.45),
      habit: random.between(0.08, 0.22),
      structure: random.between(0.65, 1.15),
      seed: random.seed(),
    },
    noise: random.between(0.2, 0.36) + 0.12 * (1 - skill),
    rollover: phone ? 0.02 : random.between(0, 0.15) + 0.3 * skill * random.next(),
    tokenStart: random.between(0.03, 0.35),
    lineEnd: random.between(0.1, 0.6),
    lineStart: random.between(0.1, 0.6),
    hesitation: random.between(0.01, 0.08),
    hesitationMs: random.between(150, 700),
    reaction: random.between(300, 560),
    retarget: random.between(260, 560),
    planned: random.between(0, 0.5),
    error: Math.min(0.09, random.logNormal(phone ? 0.035 : 0.03 - 0.018 * skill, 0.7)),
    notice: random.between(0.2, 0.8),
    recovery: random.between(180, 650),
    wander: random.between(0.04, 0.14),
    fatigue: random.between(-0.01, 0.03),
    tapHold: !phone && random.chance(0.02),
    chords: false,
    clock: phone ? random.pick([1, 1, 1, 8, 1000 / 60]) : drawClock(random),
  };
}
