/** The elements of the frame that the renderer writes to, by their `data-part`. */
const PARTS = [
  "field",
  "lanes",
  "gutter",
  "wall",
  "flash",
  "bossLight",
  "palette",
  "banner",
  "bannerTitle",
  "bannerText",
  "notice",
  "noticeTitle",
  "noticeText",
  "announcements",
  "dangers",
  "uptime",
  "uptimeBar",
  "wave",
  "fixed",
  "combo",
  "comboFigure",
  "comboName",
  "wpm",
  "accuracy",
  "ghost",
  "ghostName",
  "ghostMark",
  "score",
  "file",
  "status",
  "code",
  "log",
  "powers",
  "power",
  "powerName",
  "reserve",
  "nextPower",
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
