/** Reads the pixels and highlights of the stage in a page; its canvas has no elements that a test could query. */
import type { Page } from "playwright-core";
import type { State } from "../../app/engine/state.ts";
import { type Geometry, heightOf, offsetOf, rowFor, widthOf } from "../../app/ui/field/geometry.ts";
import { BLEED, sizesOf } from "../../app/ui/field/stage/sizes.ts";

/** A box in CSS pixels, from the upper end of the wall. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Returns the geometry of the field in `page`, measured as the page measures it. */
export const fieldGeometry = (page: Page): Promise<Geometry> =>
  page.evaluate(() => {
    const lanes = document.querySelector("[data-part=lanes]") as HTMLElement;
    const probe = document.querySelector("[data-part=probe]") as HTMLElement;
    const field = document.querySelector("[data-part=field]") as HTMLElement;
    return {
      track: lanes.clientWidth,
      lane: lanes.clientHeight / 5,
      char: probe.getBoundingClientRect().width / 10,
      longest: lanes.clientWidth < 640 ? 11 : 28,
      compact: field.hasAttribute("data-compact"),
    };
  });

/** Returns for each bug of `state` the largest box that its drawing may fill. */
export function bugBoxes(state: State, geometry: Geometry): Box[] {
  const rows: Parameters<typeof rowFor>[1] = [];
  return state.bugs.map((bug) => {
    const row = rowFor(bug, rows, geometry);
    rows.push({ bug, row });
    const left = offsetOf(bug, state.now, geometry);
    const y = heightOf(bug.lane, row, geometry);
    // Walk cycles, growth and open brackets reach a little further.
    const [, height] = bug.kind === "boss" ? sizesOf(geometry.compact).boss : [0, 60];
    const reach = height / 2 + 24;
    return {
      left: left - 28,
      top: y - reach,
      right: left + widthOf(bug, geometry) + 28,
      bottom: y + reach,
    };
  });
}

/** Counts the painted pixels in each of `boxes`, and outside of all boxes. */
export function countPaintedPixels(
  page: Page,
  boxes: Box[],
): Promise<{ inside: number[]; outside: number }> {
  return page.evaluate(
    ([boxes, bleed]) => {
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
          let found = false;
          boxes.forEach((box, index) => {
            if (left < box.left || left > box.right || top < box.top || top > box.bottom) return;
            inside[index] = (inside[index] ?? 0) + 1;
            found = true;
          });
          if (!found) outside += 1;
        }
      }
      return { inside, outside };
    },
    [boxes, BLEED] as const,
  );
}

/** Returns the text that one of the page's CSS highlights covers. */
export const highlightedText = (page: Page, name: string): Promise<string> =>
  page.evaluate(
    (name) =>
      [...(CSS.highlights.get(name) ?? [])]
        .map(({ startContainer, startOffset, endOffset }) =>
          (startContainer.textContent ?? "").slice(startOffset, endOffset),
        )
        .join(""),
    name,
  );
