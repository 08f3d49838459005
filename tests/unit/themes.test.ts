import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { THEMES } from "../../app/contracts/settings.ts";
import { APPEARANCES } from "../../app/ui/layout/themes.ts";

const css = readFileSync(new URL("../../app/styles/tokens.css", import.meta.url), "utf8");
const themes = THEMES.filter((theme) => theme !== "system");

/** What a theme declares, with `light-dark()` resolved. */
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
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;

/** `share` of one colour over another, as a translucent surface shows it. */
const over = (top: Rgb, share: number, below: Rgb): Rgb =>
  below.map((value, at) => share * (top[at] ?? 0) + (1 - share) * value) as Rgb;

/** WCAG 2.2, relative luminance. */
function luminance(color: Rgb): number {
  const [r = 0, g = 0, b = 0] = color.map((value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["ground", "panel", "raised"] as const;
const INKS = ["text", "dim", "mint", "coral", "sky", "violet", "amber-deep"] as const;

describe.each(themes)("the theme %s", (theme) => {
  const tokens = tokensOf(theme);
  const color = (name: string) => rgb(tokens.get(`--${name}`) ?? "");

  it("declares every token, its colour scheme, and the ground that the page's head names", () => {
    expect([...tokens.keys()].sort()).toEqual([...tokensOf("dark").keys()].sort());
    expect(tokens.get("color-scheme")).toBe(APPEARANCES[theme].scheme);
    expect(tokens.get("--ground")).toBe(APPEARANCES[theme].ground);
  });

  const surfaces: [name: string, color: Rgb][] = GROUNDS.map((ground) => [ground, color(ground)]);
  const glow = rgb("#ffb84d");
  const tinted: typeof surfaces = [
    ["a chosen chip", over(glow, 0.16, color("ground"))],
    ["a chosen chip on a panel", over(glow, 0.16, color("panel"))],
    ["the viewer's own row", over(color("amber"), 0.08, color("ground"))],
    ["a row under the pointer", over(color("raised"), 0.6, color("ground"))],
  ];
  const pairs: [ink: string, on: string, ratio: number, least: number][] = [
    ...INKS.flatMap((ink) =>
      surfaces.map(
        ([on, at]) => [ink, on, contrast(color(ink), at), 4.5] as (typeof pairs)[number],
      ),
    ),
    ...["text", "amber-deep"].flatMap((ink) =>
      tinted.map(([on, at]) => [ink, on, contrast(color(ink), at), 4.5] as (typeof pairs)[number]),
    ),
    ...tinted
      .slice(2)
      .map(([on, at]) => ["dim", on, contrast(color("dim"), at), 4.5] as (typeof pairs)[number]),
    ["amber", "ground", contrast(color("amber"), color("ground")), 4.5],
    ["on-amber", "amber", contrast(color("on-amber"), color("amber")), 4.5],
    ["on-amber", "amber-deep", contrast(color("on-amber"), color("amber-deep")), 4.5],
    [
      "coral",
      "a notice",
      contrast(color("coral"), over(color("coral"), 0.04, color("ground"))),
      4.5,
    ],
    // The edges of what one fills in or acts on, and the ring around what has the focus.
    [
      "an input's edge",
      "panel",
      contrast(over(color("line"), 0.25, color("dim")), color("panel")),
      3,
    ],
    ["the focus ring", "raised", contrast(color("amber"), color("raised")), 3],
  ];

  it.each(pairs)("%s on %s is legible: %f, at least %f", (_ink, _on, ratio, least) => {
    expect(ratio).toBeGreaterThanOrEqual(least);
  });
});
