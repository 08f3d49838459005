/** Measures the field, when it appears and when its size changes, never while a key is handled. */
import { LANES } from "../../engine/state.ts";
import type { Viewport } from "./stage/messages.ts";
import { viewportOf } from "./stage/sizes.ts";

/** Returns the size of the lanes, and of what is drawn in them. */
export const measure = (lanes: HTMLElement, field: HTMLElement): Viewport =>
  viewportOf(lanes.clientWidth, lanes.clientHeight, field.clientWidth, window.devicePixelRatio);

/** Returns where on the page a bug is, roughly: in the middle of its lane. */
export function pointOf(lanes: HTMLElement, lane: number, distance: number) {
  const { left, top, width, height } = lanes.getBoundingClientRect();
  return { x: left + 0.8 * width * distance, y: top + ((lane + 0.5) * height) / LANES };
}
