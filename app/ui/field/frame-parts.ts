/** The elements of the frame that the renderer writes to, by their `data-part`. */

const PARTS = [
  "field",
  "lanes",
  "probe",
  "gutter",
  "wall",
  "flash",
  "dread",
  "palette",
  "banner",
  "bannerTitle",
  "bannerText",
  "alert",
  "alertTitle",
  "alertText",
  "announcements",
  "dangers",
  "uptime",
  "condition",
  "uptimeBar",
  "wave",
  "fixed",
  "combo",
  "comboFigure",
  "comboName",
  "wpm",
  "accuracy",
  "kills",
  "ghost",
  "ghostMark",
  "score",
  "file",
  "status",
  "viewport",
  "code",
  "log",
] as const;

export type FieldPart = (typeof PARTS)[number];

/** Marks an element of the frame as one of its parts. */
export const part = (name: FieldPart) => ({ "data-part": name });

/** @throws when the frame lacks a part: a mistake in the frame's markup */
export function partsOf(frame: HTMLElement): Record<FieldPart, HTMLElement> {
  return Object.fromEntries(
    PARTS.map((name) => {
      const element = frame.querySelector<HTMLElement>(`[data-part="${name}"]`);
      if (!element) throw new Error(`The frame has no part "${name}"`);
      return [name, element];
    }),
  ) as Record<FieldPart, HTMLElement>;
}
