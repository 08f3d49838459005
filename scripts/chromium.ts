/** Finds a Chromium for the browser tests, and installs one where there is none. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { root } from "./steps.ts";

const KNOWN = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  `${process.env.PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
];

/** The path of a browser that is here, `CHROMIUM` first. */
export function findChromium(): string | undefined {
  const given = process.env.CHROMIUM;
  if (given) return given;
  return [...KNOWN, chromium.executablePath()].find((path) => existsSync(path));
}

const quietly = { stdio: ["ignore", "ignore", "inherit"] as ["ignore", "ignore", "inherit"] };

/** Debian's package where we may install it, Playwright's own build elsewhere. */
function install(): void {
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    execFileSync("apt-get", ["update", "-q"], { ...quietly, env });
    execFileSync("apt-get", ["install", "-q", "-y", "--no-install-recommends", "chromium"], {
      ...quietly,
      env,
    });
  } else {
    execFileSync(
      process.execPath,
      [`${root}node_modules/playwright-core/cli.js`, "install", "chromium"],
      quietly,
    );
  }
}

/** The path of a browser that can be started. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  install();
  const installed = findChromium();
  if (!installed)
    throw new Error("No Chromium could be installed: set CHROMIUM to the path of one");
  return installed;
}
