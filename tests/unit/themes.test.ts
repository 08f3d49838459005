/** The themes: each declares all tokens, and its text is legible on each of its surfaces. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { THEMES } from "../../app/contracts/settings.ts";
import { APPEARANCES } from "../../app/ui/layout/themes.ts";

const css = readFileSync(new URL("../../app/styles/tokens.css", import.meta.url), "utf8");
const themes = THEMES.filter((theme) => theme !== "system");

/** Returns the tokens that a theme declares, with `light-dark()` resolved. */
function tokensOf(theme: (typeof themes)[number]): Map<string, string> {
  const { scheme } = APPEARANCES[theme];
  const tokens = new Map<string, string>();
  for (const [, selector = "", body = ""] of css.matchAll(
    /^([^\n{}]*(?:,\n[^\n{}]*)*) \{([^}]*)\}/gm,
  )) {
    if (!selector.includes(`[data-theme="${theme}"]`)) continue;
    for (const [, name = "", value = ""] of body.matchAll(/([\w-]+): ([^;]+);/g)) {
      const pair = /^light-dark\((.+), (.+)\)$/.exec(value);
      tokens.set(name, pair ? (pair[scheme === "light" ? 1 : 2] ?? "") : value);
    }
  }
  return tokens;
}

type Rgb = [number, number, number];
const rgb = (hex: string): Rgb =>
  [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)) as Rgb;

/** Returns the colour of a translucent surface: `top` with the opacity `alpha` over `below`. */
const blend = (top: Rgb, alpha: number, below: Rgb): Rgb =>
  below.map((value, index) => alpha * (top[index] ?? 0) + (1 - alpha) * value) as Rgb;

/** Returns the relative luminance of a colour, as WCAG 2.2 defines it. */
function luminance(color: Rgb): number {
  const [r = 0, g = 0, b = 0] = color.map((value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Returns the contrast ratio of two colours, as WCAG 2.2 defines it. */
function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ["ground", "panel", "raised"] as const;
const TEXT_COLORS = ["text", "dim", "mint", "coral", "sky", "violet", "amber-deep"] as const;

type Pair = [text: string, on: string, ratio: number, minimum: number];

describe.each(themes)("the theme %s", (theme) => {
  const tokens = tokensOf(theme);
  const color = (name: string) => rgb(tokens.get(`--${name}`) ?? "");

  it("declares every token, its colour scheme, and the background that the page's head names", () => {
    expect([...tokens.keys()].sort()).toEqual([...tokensOf("dark").keys()].sort());
    expect(tokens.get("color-scheme")).toBe(APPEARANCES[theme].scheme);
    expect(tokens.get("--ground")).toBe(APPEARANCES[theme].ground);
  });

  const surfaces: [name: string, color: Rgb][] = SURFACES.map((name) => [name, color(name)]);
  const glow = rgb("#ffb84d");
  const tinted: typeof surfaces = [
    ["a chosen chip", blend(glow, 0.16, color("ground"))],
    ["a chosen chip on a panel", blend(glow, 0.16, color("panel"))],
    ["the viewer's own row", blend(color("amber"), 0.08, color("ground"))],
    ["a row under the pointer", blend(color("raised"), 0.6, color("ground"))],
  ];
  const textPair = (name: string, [on, surface]: (typeof surfaces)[number]): Pair => [
    name,
    on,
    contrast(color(name), surface),
    4.5,
  ];
  const pairs: Pair[] = [
    ...TEXT_COLORS.flatMap((name) => surfaces.map((surface) => textPair(name, surface))),
    ...["text", "amber-deep"].flatMap((name) => tinted.map((surface) => textPair(name, surface))),
    ...tinted.slice(2).map((surface) => textPair("dim", surface)),
    ["amber", "ground", contrast(color("amber"), color("ground")), 4.5],
    ["on-amber", "amber", contrast(color("on-amber"), color("amber")), 4.5],
    ["on-amber", "amber-deep", contrast(color("on-amber"), color("amber-deep")), 4.5],
    [
      "coral",
      "a notice",
      contrast(color("coral"), blend(color("coral"), 0.04, color("ground"))),
      4.5,
    ],
    // WCAG asks for 3 at the edge of an input and at the focus ring.
    [
      "an input's edge",
      "panel",
      contrast(blend(color("line"), 0.25, color("dim")), color("panel")),
      3,
    ],
    ["the focus ring", "raised", contrast(color("amber"), color("raised")), 3],
  ];

  it.each(pairs)(
    "shows %s on %s with a contrast of %f, at least %f",
    (_text, _on, ratio, minimum) => {
      expect(ratio).toBeGreaterThanOrEqual(minimum);
    },
  );
});
