import { describe, expect, it } from "vitest";
import {
  closestLayout,
  findKey,
  LAYOUT_IDS,
  LAYOUTS,
  typedKeys,
} from "../../app/ui/keyboard/layouts.ts";

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

describe("keyboard layouts", () => {
  it.each(LAYOUT_IDS)("types every printable ASCII character and Enter with %s", (layout) => {
    const missing = [...PRINTABLE, "Enter"].filter((key) => !findKey(layout, key));
    expect(missing).toEqual([]);
  });

  it.each(LAYOUT_IDS)("has each key of %s once", (layout) => {
    const codes = LAYOUTS[layout].flat().map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThanOrEqual(48);
  });

  it("finds braces where they are: beside P with Shift, or at 7 with AltGr", () => {
    expect(findKey("qwerty", "{")).toMatchObject({ code: "BracketLeft", shifted: "{" });
    expect(findKey("qwertz", "{")).toMatchObject({ code: "Digit7", altgr: "{" });
    expect(findKey("azerty", "{")).toMatchObject({ code: "Digit4", altgr: "{" });
  });

  it("names only characters that code has", () => {
    const sz = LAYOUTS.qwertz.flat().find(({ code }) => code === "Minus");
    expect(sz && typedKeys(sz)).toEqual(["?", "\\"]);
  });

  it("recognises a layout by what its keys type without Shift", () => {
    for (const layout of LAYOUT_IDS) {
      const typed = new Map(LAYOUTS[layout].flat().map(({ code, plain }) => [code, plain]));
      expect(closestLayout(typed)).toBe(layout);
    }
    const swiss = [
      ["KeyZ", "y"],
      ["KeyY", "z"],
      ["Semicolon", "ö"],
    ] as const;
    expect(closestLayout(new Map(swiss))).toBe("qwertz");
  });
});
