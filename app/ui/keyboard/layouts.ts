/** Keyboard layouts as rows of keys with what each types, for keyboards that are drawn. */

/** What a key types. A key that types nothing at a level, or no ASCII character, has "" or the sign that is printed on it. */
export interface LayoutKey {
  /** `KeyboardEvent.code`: the place of the key, whatever is printed on it. */
  code: string;
  /** One character, or `Enter`. */
  plain: string;
  /** With Shift. */
  shifted: string;
  /** With AltGr. */
  altgr: string;
}

/** Five rows: digits, three of letters (the second ends with Enter), and Space. */
export type LayoutRows = readonly (readonly LayoutKey[])[];

export const LAYOUT_IDS = ["qwerty", "qwertz", "azerty", "dvorak", "colemak"] as const;
export type LayoutId = (typeof LAYOUT_IDS)[number];

export const LAYOUT_NAMES: Record<LayoutId, string> = {
  qwerty: "QWERTY",
  qwertz: "QWERTZ",
  azerty: "AZERTY",
  dvorak: "Dvorak",
  colemak: "Colemak",
};

/** The codes of the first four rows on keyboards with a wide Enter key (ANSI) and with a tall one (ISO). */
const DIGITS = "Backquote 1 2 3 4 5 6 7 8 9 0 Minus Equal";
const ANSI = [
  DIGITS,
  "Q W E R T Y U I O P BracketLeft BracketRight Backslash",
  "A S D F G H J K L Semicolon Quote",
  "Z X C V B N M Comma Period Slash",
];
const ISO = [
  DIGITS,
  "Q W E R T Y U I O P BracketLeft BracketRight",
  "A S D F G H J K L Semicolon Quote Backslash",
  "IntlBackslash Z X C V B N M Comma Period Slash",
];

/** What the four rows type, a character a key; a blank is a key that types nothing. */
type Level = readonly [digits: string, upper: string, home: string, lower: string];

const QWERTY_DIGITS = ["`1234567890-=", "~!@#$%^&*()_+"] as const;

/** QWERTZ as in Germany and AZERTY as in France. Dead keys stand for the sign that they type with Space. */
const LEVELS: Record<LayoutId, [codes: string[], plain: Level, shifted: Level, altgr?: Level]> = {
  qwerty: [
    ANSI,
    [QWERTY_DIGITS[0], "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./"],
    [QWERTY_DIGITS[1], "QWERTYUIOP{}|", 'ASDFGHJKL:"', "ZXCVBNM<>?"],
  ],
  qwertz: [
    ISO,
    ["^1234567890ß´", "qwertzuiopü+", "asdfghjklöä#", "<yxcvbnm,.-"],
    ['°!"§$%&/()=?`', "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ'", ">YXCVBNM;:_"],
    ["  ²³   {[]}\\ ", "@ €        ~", "            ", "|      µ   "],
  ],
  azerty: [
    ISO,
    ["²&é\"'(-è_çà)=", "azertyuiop^$", "qsdfghjklmù*", "<wxcvbn,;:!"],
    [" 1234567890°+", "AZERTYUIOP¨£", "QSDFGHJKLM%µ", ">WXCVBN?./§"],
    ["  ~#{[|`\\^@]}", "  €        ¤", "            ", "           "],
  ],
  dvorak: [
    ANSI,
    ["`1234567890[]", "',.pyfgcrl/=\\", "aoeuidhtns-", ";qjkxbmwvz"],
    ["~!@#$%^&*(){}", '"<>PYFGCRL?+|', "AOEUIDHTNS_", ":QJKXBMWVZ"],
  ],
  colemak: [
    ANSI,
    [QWERTY_DIGITS[0], "qwfpgjluy;[]\\", "arstdhneio'", "zxcvbkm,./"],
    [QWERTY_DIGITS[1], "QWFPGJLUY:{}|", 'ARSTDHNEIO"', "ZXCVBKM<>?"],
  ],
};

const codeOf = (name: string) => {
  if (/^\d$/.test(name)) return `Digit${name}`;
  return name.length === 1 ? `Key${name}` : name;
};

const typedBy = (level: Level | undefined, row: number, column: number): string =>
  (level?.[row]?.[column] ?? "").trim();

const single = (code: string, plain: string): LayoutKey => ({
  code,
  plain,
  shifted: "",
  altgr: "",
});

function rowsFrom([codes, plain, shifted, altgr]: (typeof LEVELS)[LayoutId]): LayoutRows {
  const rows = codes.map((names, row) =>
    names.split(" ").map((name, column) => ({
      code: codeOf(name),
      plain: typedBy(plain, row, column),
      shifted: typedBy(shifted, row, column),
      altgr: typedBy(altgr, row, column),
    })),
  );
  rows[2]?.push(single("Enter", "Enter"));
  return [...rows, [single("Space", " ")]];
}

/** The rows of each layout. */
export const LAYOUTS: Record<LayoutId, LayoutRows> = {
  qwerty: rowsFrom(LEVELS.qwerty),
  qwertz: rowsFrom(LEVELS.qwertz),
  azerty: rowsFrom(LEVELS.azerty),
  dvorak: rowsFrom(LEVELS.dvorak),
  colemak: rowsFrom(LEVELS.colemak),
};

/** Returns what a key types that a drill or a statistic can name: printable ASCII and `Enter`, without Shift first. */
export const typedKeys = ({ plain, shifted, altgr }: LayoutKey): string[] =>
  [plain, shifted, altgr].filter((key) => /^([\x20-\x7e]|Enter)$/.test(key));

/** Returns the key of a layout that types `key`, one character or `Enter`; undefined where none does. */
export function findKey(layout: LayoutId, key: string): LayoutKey | undefined {
  for (const row of LAYOUTS[layout]) {
    const found = row.find((candidate) => typedKeys(candidate).includes(key));
    if (found) return found;
  }
  return undefined;
}

/** Returns the layout that agrees most with what keys type without Shift, by `KeyboardEvent.code`. */
export function closestLayout(typed: ReadonlyMap<string, string>): LayoutId {
  let closest: LayoutId = "qwerty";
  let most = -1;
  for (const layout of LAYOUT_IDS) {
    const keys = LAYOUTS[layout].flat();
    const agreed = keys.filter(({ code, plain }) => typed.get(code) === plain).length;
    if (agreed > most) [closest, most] = [layout, agreed];
  }
  return closest;
}

/** The Keyboard API, which only Chromium has. */
interface KeyboardApi {
  getLayoutMap?(): Promise<ReadonlyMap<string, string>>;
}

/** Returns the layout of this computer's keyboard; undefined where the browser does not tell. */
export async function detectLayout(): Promise<LayoutId | undefined> {
  const { keyboard } = navigator as Navigator & { keyboard?: KeyboardApi };
  try {
    const typed = await keyboard?.getLayoutMap?.();
    return typed && typed.size > 0 ? closestLayout(typed) : undefined;
  } catch {
    // Pages in a frame may not ask.
    return undefined;
  }
}
