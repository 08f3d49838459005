/** Finds a Chromium, and installs it where it is missing. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { installFromDebian, onDebianAsRoot } from "./debian.ts";
import { root } from "./steps.ts";

const KNOWN_PATHS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
];

const HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";

/** Returns the path of an installed browser that can open windows. */
export const findWindowedChromium = (): string | undefined =>
  [...KNOWN_PATHS, chromium.executablePath()].find((path) => existsSync(path));

/** Returns the path of an installed browser; `CHROMIUM` comes first. */
export const findChromium = (): string | undefined =>
  process.env.CHROMIUM || findWindowedChromium();

/** Installs Debian's package as root on Debian, and Playwright's own build elsewhere. */
function install(): void {
  if (onDebianAsRoot()) {
    installFromDebian("chromium");
  } else {
    execFileSync(
      process.execPath,
      [`${root}node_modules/playwright-core/cli.js`, "install", "chromium"],
      { stdio: ["ignore", "ignore", "inherit"] },
    );
  }
}

/**
 * Returns the path of Chromium's headless shell, which runs the browser tests in two thirds of the time, or of a
 * whole Chromium where Debian's package of the shell is not to be had.
 */
export function ensureHeadlessShell(): string {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  if (!existsSync(HEADLESS_SHELL) && onDebianAsRoot()) {
    try {
      installFromDebian("chromium-headless-shell");
    } catch {
      return ensureChromium();
    }
  }
  return existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : ensureChromium();
}

/** Installs a Chromium that can open windows if there is none. Returns whether there is one. */
export function ensureWindowedChromium(): boolean {
  if (!findWindowedChromium()) install();
  return findWindowedChromium() !== undefined;
}

/** Returns the path of a browser, and installs one first if there is none. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  install();
  const installed = findChromium();
  if (!installed)
    throw new Error("No Chromium could be installed: set CHROMIUM to the path of one");
  return installed;
}
