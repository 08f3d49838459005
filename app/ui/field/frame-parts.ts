/** The elements of the frame that the renderer writes to, by their `data-part`. */
const PARTS = [
  "field",
  "lanes",
  "probe",
  "gutter",
  "wall",
  "flash",
  "bossLight",
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

/** Returns the attribute that marks an element as the part `name`. */
export const part = (name: FieldPart) => ({ "data-part": name });

/** Returns all parts of `frame`. @throws when one is missing: a mistake in the markup */
export function partsOf(frame: HTMLElement): Record<FieldPart, HTMLElement> {
  return Object.fromEntries(
    PARTS.map((name) => {
      const element = frame.querySelector<HTMLElement>(`[data-part="${name}"]`);
      if (!element) throw new Error(`The frame has no part "${name}"`);
      return [name, element];
    }),
  ) as Record<FieldPart, HTMLElement>;
}
