/**
 * Dead keys, by real events of an X server: what Chromium makes of them depends on the layout and on its input method,
 * which synthetic events leave out.
 */
import { chromium } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { findWindowedChromium } from "../../scripts/development/chromium.ts";
import { missingX11Programs, untestedLayouts } from "../../scripts/development/x11.ts";
import { register } from "../support/api.ts";
import { CHROMIUM_ARGUMENTS, waitForHydration } from "../support/browser.ts";
import { waitForNextKey } from "../support/field-page.ts";
import { signIn } from "../support/sign-in.ts";
import { withSite } from "../support/site.ts";
import { type Stroke, startXServer, type XServer } from "../support/x11.ts";

/** The keycodes of the keys that the layouts below have signs on, by their names in XKB. */
const TLDE = 49;
const AE06 = 15;
const AE12 = 21;
const AD01 = 24;
const AD11 = 34;
const AD12 = 35;
const AC11 = 48;
const BKSL = 51;
const AC01 = 38;
const SPACE: Stroke = [65];
const QUIT: Stroke = ["Escape", "Shift"];

interface Layout {
  name: string;
  layout: string;
  variant?: string;
  /** Each sign, and the dead key that types it together with Space. */
  dead: [sign: string, stroke: Stroke][];
  /** The key that types the letter `a`. */
  a: Stroke;
}

const LAYOUTS: Layout[] = [
  {
    name: "US international",
    layout: "us",
    variant: "intl",
    dead: [
      ["'", [AC11]],
      ['"', [AC11, "Shift"]],
      ["`", [TLDE]],
      ["~", [TLDE, "Shift"]],
      ["^", [AE06, "Shift"]],
    ],
    a: [AC01],
  },
  {
    name: "German",
    layout: "de",
    dead: [
      ["^", [TLDE]],
      ["'", [AE12]],
      ["`", [AE12, "Shift"]],
    ],
    a: [AC01],
  },
  {
    name: "French",
    layout: "fr",
    dead: [
      ["^", [AD11]],
      ['"', [AD11, "Shift"]],
    ],
    a: [AD01],
  },
  {
    name: "Spanish",
    layout: "es",
    dead: [
      ["`", [AD11]],
      ["^", [AD11, "Shift"]],
      ["'", [AC11]],
      ['"', [AC11, "Shift"]],
    ],
    a: [AC01],
  },
  {
    name: "Portuguese",
    layout: "pt",
    dead: [
      ["'", [AD12]],
      ["`", [AD12, "Shift"]],
      ["~", [BKSL]],
      ["^", [BKSL, "Shift"]],
    ],
    a: [AC01],
  },
];

const site = withSite();
const missing = missingX11Programs();
/** The keys of the run, as the browser sends them at its end. */
let keys: string[] = [];
let toldToSwitch = false;

/** Starts a run in a browser with a window on the X server, and types what `strike` strikes. */
async function typeInRun({ display, focusWindow }: XServer, strike: () => void) {
  const executablePath = findWindowedChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    headless: false,
    args: [...CHROMIUM_ARGUMENTS, "--ozone-platform=x11"],
    env: { ...process.env, DISPLAY: display },
  });
  try {
    const page = await browser.newPage();
    await signIn(site, page, await register(site));
    await page.goto(`${site.origin}/play?language=python&difficulty=easy`);
    await waitForHydration(page);
    focusWindow("Pro Dev");
    await page.getByRole("button", { name: /Start/ }).click();
    await waitForNextKey(page);
    const endRequest = page.waitForRequest("**/api/game/end");
    strike();
    const body = (await endRequest).postDataJSON() as { key_sequence: [t: number, key: string][] };
    keys = body.key_sequence.map(([, key]) => key);
    toldToSwitch = (await page.getByText("input method is composing").count()) > 0;
  } finally {
    await browser.close();
  }
}

// Not every machine has an X server. Without one only the message is tested.
if (missing.length > 0) {
  it("layouts are not tested here, and `npm test` says which programs are missing", () => {
    for (const program of missing) expect(untestedLayouts(missing)).toContain(program);
  });
} else {
  beforeAll(async () => {
    const xServer = await startXServer();
    try {
      await typeInRun(xServer, () => {
        for (const { layout, variant, dead, a } of LAYOUTS) {
          xServer.setLayout(layout, variant);
          xServer.strike(...dead.flatMap(([, stroke]) => [stroke, SPACE]));
          xServer.strike(...dead.flatMap(([, stroke]) => [stroke, a]));
          xServer.strike(a, SPACE);
        }
        xServer.strike(QUIT);
      });
    } finally {
      await xServer.stop();
    }
  }, 300_000);

  describe.each(LAYOUTS)("the layout $name", ({ name, dead }) => {
    it("types a dead key with Space as its sign and with a letter as one character", () => {
      const before = LAYOUTS.slice(
        0,
        LAYOUTS.findIndex((layout) => layout.name === name),
      );
      const from = before.reduce((sum, layout) => sum + 2 * layout.dead.length + 2, 0);
      const typed = keys.slice(from, from + 2 * dead.length + 2);
      // With a letter: one character each, an `a` with an accent.
      const plain = typed.map((key) =>
        key.length === 1 && key.normalize("NFD").length === 2
          ? `accented ${key.normalize("NFD")[0]}`
          : key,
      );
      expect(plain).toEqual([
        ...dead.map(([sign]) => sign),
        ...dead.map(() => "accented a"),
        "a",
        " ",
      ]);
      expect(toldToSwitch).toBe(false);
    });
  });
}
