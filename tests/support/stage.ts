/** Reads the pixels of the stage in a page; its canvas has no elements that a test could query. */
import type { Page } from "playwright-core";
import type { Engine } from "../../app/engine/engine.ts";
import type { State } from "../../app/engine/state.ts";
import { BugRegistry } from "../../app/ui/field/bug-registry.ts";
import { arrange, type Place, type Rect, rectOf } from "../../app/ui/field/stage/arrange.ts";
import { BugSprite, type SceneSettings } from "../../app/ui/field/stage/bug-sprite.ts";
import type { PaletteName, StageMessage, Viewport } from "../../app/ui/field/stage/messages.ts";
import { BLEED, viewportOf } from "../../app/ui/field/stage/sizes.ts";

/** Returns the size of the field in `page`, measured as the page measures it. */
export async function fieldViewport(page: Page): Promise<Viewport> {
  const [width, height, whole, ratio] = await page.evaluate(() => {
    const lanes = document.querySelector("[data-part=lanes]") as HTMLElement;
    const field = document.querySelector("[data-part=field]") as HTMLElement;
    return [lanes.clientWidth, lanes.clientHeight, field.clientWidth, devicePixelRatio] as const;
  });
  return viewportOf(width, height, whole, ratio);
}

/** Returns the sprites that the stage has for `state`, after a jump to it. */
export function spritesOf(engine: Engine, state: State): BugSprite[] {
  const sprites = new Map<number, BugSprite>();
  const post = (message: StageMessage) => {
    if (message.type === "enter") sprites.set(message.bug.id, new BugSprite(message.bug));
    else if (message.type === "change") sprites.get(message.bug.id)?.change(message.bug);
    else if (message.type === "code") sprites.get(message.id)?.setCode(message.lines);
    else if (message.type === "caret")
      sprites.get(message.id)?.setCaret(message.locked, message.caret, 0);
  };
  const handlers = { onNear: () => {}, onLate: () => {} };
  const registry = new BugRegistry({ post }, engine, state.plan, [], handlers);
  registry.setRate(0, state.now);
  for (const bug of state.bugs) registry.add(bug, state.now);
  registry.update(state, true);
  return [...sprites.values()];
}

/** Returns the largest box that the drawing of each bug may fill, and boxes of the lines between them. */
export function stageBoxes(
  engine: Engine,
  state: State,
  viewport: Viewport,
): { bugs: Rect[]; marks: Rect[] } {
  const settings = { viewport, still: false } as SceneSettings;
  const sprites = spritesOf(engine, state);
  const items = sprites.map((sprite) => sprite.measure(state.now, settings));
  const places = arrange(items, viewport);
  // Walk cycles, swelling, open brackets and the glow reach a little further.
  const reach = 1.6 * viewport.code;
  const boxes = new Map<number, Rect>();
  const marks: Rect[] = [];
  for (const item of items) {
    const place = places.get(item.id) as Place;
    const { left, top, right, bottom } = rectOf(item, place);
    const around = { left: left - reach, top: top - reach };
    boxes.set(item.id, { ...around, right: right + reach, bottom: bottom + reach });
    // The aim at the locked bug.
    if (item.locked) marks.push({ left: 0, top: place.y - 2, right: left, bottom: place.y + 2 });
  }
  for (const { id, pair } of state.bugs) {
    const [one, other] = [boxes.get(id), boxes.get(pair ?? 0)];
    if (one && other) {
      marks.push({
        left: 0,
        top: Math.min(one.top, other.top),
        right: Math.max(one.left, other.left) + 3 * viewport.code,
        bottom: Math.max(one.bottom, other.bottom),
      });
    }
  }
  return { bugs: items.map(({ id }) => boxes.get(id) as Rect), marks };
}

/** Counts the painted pixels in each of `boxes`, and outside of all boxes and of `others`. */
export function countPaintedPixels(
  page: Page,
  boxes: Rect[],
  others: Rect[] = [],
): Promise<{ inside: number[]; outside: number }> {
  return page.evaluate(
    ([boxes, others, bleed]) => {
      const stage = document.querySelector(".field-stage") as HTMLCanvasElement;
      const { width, height } = stage;
      const pen = new OffscreenCanvas(width, height).getContext("2d");
      if (!pen) throw new Error("no canvas to read from");
      pen.drawImage(stage, 0, 0);
      const { data } = pen.getImageData(0, 0, width, height);
      const ratio = window.devicePixelRatio;
      const inside = boxes.map(() => 0);
      let outside = 0;
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          if ((data[4 * (y * width + x) + 3] ?? 0) < 40) continue;
          const [left, top] = [x / ratio - bleed.x, y / ratio - bleed.y];
          const isIn = (box: { left: number; top: number; right: number; bottom: number }) =>
            left >= box.left && left <= box.right && top >= box.top && top <= box.bottom;
          let found = others.some(isIn);
          boxes.forEach((box, index) => {
            if (!isIn(box)) return;
            inside[index] = (inside[index] ?? 0) + 1;
            found = true;
          });
          if (!found) outside += 1;
        }
      }
      return { inside, outside };
    },
    [boxes, others, BLEED] as const,
  );
}

/** Counts the pixels of the stage that have exactly a colour of its palette: the inner parts of signs and areas. */
export const countInk = (page: Page, ink: PaletteName): Promise<number> =>
  page.evaluate((ink) => {
    const sample = document.querySelector(`[data-ink="${ink}"]`);
    const stage = document.querySelector(".field-stage") as HTMLCanvasElement;
    const { width, height } = stage;
    const pen = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    if (!sample || !pen) throw new Error(`no ink ${ink}`);
    pen.fillStyle = getComputedStyle(sample).color;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    pen.clearRect(0, 0, 1, 1);
    pen.drawImage(stage, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const near = (value: number | undefined, wanted: number | undefined) =>
        Math.abs((value ?? 0) - (wanted ?? 0)) <= 3;
      if (data[at + 3] !== 255) continue;
      if (near(data[at], red) && near(data[at + 1], green) && near(data[at + 2], blue)) count += 1;
    }
    return count;
  }, ink);

/**
 * Has the page draw the stage by itself, on a clock that the test can stop. What is seen for a moment can then be looked
 * at on a machine of any speed.
 */
export async function drawOnTestClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.addInitScript(() => {
    Reflect.deleteProperty(HTMLCanvasElement.prototype, "transferControlToOffscreen");
  });
}

/** Stops the clock of `drawOnTestClock`. Afterwards time passes only in `page.clock.runFor`. */
export const stopClock = async (page: Page): Promise<void> =>
  page.clock.pauseAt((await page.evaluate(() => Date.now())) + 2_000);
