/** Finds the programs of an X server without a screen, on which tests type with real keyboard layouts. */
import { existsSync } from "node:fs";
import { ensureWindowedChromium, findWindowedChromium } from "./chromium.ts";
import { installFromDebian, onDebianAsRoot } from "./debian.ts";

/** Each program with its Debian package. */
const PROGRAMS = {
  Xvfb: "xvfb",
  xdotool: "xdotool",
  setxkbmap: "x11-xkb-utils",
  xkbcomp: "x11-xkb-utils",
} as const;

/** Returns the programs that are missing, a browser that can open windows among them. */
export const missingX11Programs = (): string[] => [
  ...Object.keys(PROGRAMS).filter((name) => !existsSync(`/usr/bin/${name}`)),
  ...(findWindowedChromium() ? [] : ["Chromium"]),
];

/** Returns what `npm test` says where programs are missing. */
export const untestedLayouts = (missing: readonly string[]): string =>
  `none, for want of ${missing.join(", ")}: keyboard layouts with dead keys are NOT TESTED`;

/** Installs what is missing as root on Debian. Returns the programs that are still missing. */
export function ensureX11(): string[] {
  if (missingX11Programs().length > 0 && onDebianAsRoot()) {
    try {
      installFromDebian(...new Set(Object.values(PROGRAMS)), "xkb-data");
      ensureWindowedChromium();
    } catch {
      // Then they stay missing.
    }
  }
  return missingX11Programs();
}
