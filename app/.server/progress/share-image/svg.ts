/** The image of a result, shown where its URL is shared: 1200 by 630, as SVG in which text is outlines. */
import type { ResultWithPlayer } from "../../../contracts/game.ts";
import type { Pace } from "../../../engine/analysis/analysis.ts";
import { standardWpm } from "../../../engine/typing-speed.ts";
import { ADVANCE, EM, GLYPHS } from "./glyphs.ts";

export const WIDTH = 1200;
export const HEIGHT = 630;

/** The colours of the dark theme in `styles/tokens.css`. An image has one theme. */
const COLORS = {
  ground: "#0a0d13",
  panel: "#0f141c",
  line: "#263143",
  text: "#d9dfe9",
  dim: "#8a96a8",
  amber: "#ffb84d",
  coral: "#ff6b6b",
} as const;

interface Style {
  size: number;
  ink: keyof typeof COLORS;
  weight?: keyof typeof GLYPHS;
}

/** Returns the width of a text. */
const widthOf = (text: string, size: number) => ([...text].length * ADVANCE * size) / EM;

/** Returns a text that starts at `x` on the base line `y`. It omits characters without a glyph. */
function drawText(
  text: string,
  x: number,
  y: number,
  { size, ink, weight = "plain" }: Style,
): string {
  const scale = size / EM;
  const signs = [...text]
    .map((sign, index) => {
      const outline = GLYPHS[weight][sign];
      return outline ? `<path transform="translate(${index * ADVANCE})" d="${outline}"/>` : "";
    })
    .join("");
  return `<g fill="${COLORS[ink]}" transform="translate(${x} ${y}) scale(${scale} ${-scale})">${signs}</g>`;
}

const PLOT = { left: 72, right: 1128, top: 426, bottom: 556 };

/** Returns the speed over the run as a line. */
function drawPace(pace: readonly Pace[]): string {
  const speeds = pace.map(({ keys, from, to }) => standardWpm(keys, to - from));
  const most = Math.max(...speeds);
  if (pace.length < 2 || most === 0) return "";
  const { left, right, top, bottom } = PLOT;
  const points = speeds.map((speed, index) => {
    const x = left + ((right - left) * index) / (speeds.length - 1);
    return `${x.toFixed(1)} ${(bottom - ((bottom - top) * speed) / most).toFixed(1)}`;
  });
  const line = `M${points.join("L")}`;
  return `
    <path d="${line}L${right} ${bottom}L${left} ${bottom}Z" fill="url(#light)"/>
    <path d="${line}" fill="none" stroke="${COLORS.amber}" stroke-width="4" stroke-linejoin="round" stroke-linecap="round"/>`;
}

const LANGUAGES = {
  PYTHON: "Python",
  REACT: "React",
  JAVASCRIPT: "JavaScript",
  TYPESCRIPT: "TypeScript",
};
const MODES = {
  standard: "",
  daily: " · daily challenge",
  daily_practice: " · practice",
  rematch: " · rematch",
  relaxed: " · relaxed",
  own: "",
  race: " · race",
  ghost_race: " · unrated race",
};
const REMARKS = { VERIFIED: "", PENDING: "", VOIDED: "", UNRANKED: "unranked" };

const whole = (n: number) => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ",");

/** Returns the largest size up to `most` at which `text` fits into `width`. */
const fitting = (text: string, most: number, width: number) =>
  Math.min(most, (most * width) / widthOf(text, most));

/**
 * Returns the image of a result.
 *
 * @param pace empty when the log cannot be played again
 */
export function drawResult(result: ResultWithPlayer, pace: readonly Pace[]): string {
  const { session, user, final_score, status } = result;
  const score = whole(final_score);
  const name = `@${user.username}`;
  const waves = `${result.waves_completed} ${result.waves_completed === 1 ? "wave" : "waves"}`;
  const { standard_wpm, key_accuracy } = result;
  const figures = [
    standard_wpm !== null && `${whole(standard_wpm)} wpm`,
    key_accuracy !== null && `${key_accuracy.toFixed(1)}%`,
    waves,
  ]
    .filter(Boolean)
    .join(" · ");
  const played = `${LANGUAGES[session.language]}, ${session.difficulty.toLowerCase()}${MODES[session.mode]}`;
  const day = result.ended_at.slice(0, 10);
  const remark = REMARKS[status];
  const line = drawPace(pace);
  // Without the line there is more room for the other parts.
  const drop = line ? 0 : 76;
  const most = line ? 150 : 190;
  const scoreSize = fitting(score, most, 860);
  const toTheRight = (text: string, size: number) => PLOT.right - widthOf(text, size);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">
    <defs><linearGradient id="light" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="${COLORS.amber}" stop-opacity="0.34"/>
      <stop offset="1" stop-color="${COLORS.amber}" stop-opacity="0"/>
    </linearGradient></defs>
    <rect width="${WIDTH}" height="${HEIGHT}" fill="${COLORS.ground}"/>
    <rect width="14" height="${HEIGHT}" fill="${COLORS.amber}"/>
    ${drawText("pro", 72, 104, { size: 38, ink: "text", weight: "bold" })}
    <rect x="145" y="77" width="15" height="28" fill="${COLORS.amber}"/>
    ${drawText("dev", 164, 104, { size: 38, ink: "text", weight: "bold" })}
    ${drawText(played, toTheRight(played, 26), 102, { size: 26, ink: "dim" })}
    ${drawText(name, 72, 186 + drop / 2, { size: fitting(name, 40, 1056), ink: "text", weight: "bold" })}
    ${drawText(score, 66, 336 + drop, { size: scoreSize, ink: "amber", weight: "bold" })}
    ${drawText("points", 92 + widthOf(score, scoreSize), 336 + drop, { size: 34, ink: "dim" })}
    ${remark ? drawText(remark, toTheRight(remark, 26), 398 + drop, { size: 26, ink: "coral" }) : ""}
    ${drawText(figures, 72, 398 + drop, { size: 30, ink: "text" })}
    ${line}
    <path d="M72 ${PLOT.bottom}H${PLOT.right}" stroke="${COLORS.line}" stroke-width="2"/>
    ${line ? drawText("speed over the run", 72, 598, { size: 22, ink: "dim" }) : ""}
    ${drawText(day, toTheRight(day, 22), 598, { size: 22, ink: "dim" })}
  </svg>`;
}
