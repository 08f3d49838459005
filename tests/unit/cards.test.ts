/** The cards of bugs: the code that they show, how it is wrapped, and where they stand. */
import { describe, expect, it } from "vitest";
import { type Bug, LANES } from "../../app/engine/state.ts";
import { tokenize } from "../../app/engine/tokens.ts";
import { caretOf, codeLinesOf, restOf } from "../../app/ui/field/code/code-lines.ts";
import { noteOf } from "../../app/ui/field/labels.ts";
import { arrange, type Item } from "../../app/ui/field/stage/arrange.ts";
import { type Card, caretRow, layOutCard, wrap } from "../../app/ui/field/stage/card-layout.ts";
import type { CodeLine, Urgency } from "../../app/ui/field/stage/messages.ts";
import { floorOf, viewportOf, waitingFont } from "../../app/ui/field/stage/sizes.ts";
import { createPlan } from "../support/plans.ts";

const bugOf = (code: string, change: Partial<Bug> = {}) =>
  ({ code, tokens: tokenize(code), next: 0, line: 0, snippets: [0], grown: 0, ...change }) as Bug;

describe("the code of a card", () => {
  const code = "def total(cart):\n\n    return sum(cart)";

  it("has the line numbers of the file, and Enter at the end of each typed line but the last", () => {
    const lines = codeLinesOf(bugOf(code, { line: 11 }), createPlan(), []);
    expect(lines.map(({ number }) => number)).toEqual([12, 13, 14]);
    expect(lines.map(({ enter }) => enter)).toEqual([true, false, false]);
  });

  it("marks the lines that a leak grew", () => {
    const lines = codeLinesOf(bugOf(`${code}\ngrow()`, { grown: 1 }), createPlan(), []);
    expect(lines.map(({ grown }) => grown)).toEqual([false, false, false, true]);
  });

  it("has the caret at the next key: of a token, of the blank before it, or Enter", () => {
    const at = (next: number, typed: number, gap: boolean) =>
      caretOf(bugOf(code, { next }), { typed, gap });
    expect(at(0, 2, false)).toEqual({ line: 0, column: 2, length: 1 });
    expect(at(1, 0, true)).toEqual({ line: 0, column: 3, length: 1 });
    expect(at(2, 0, true)).toEqual({ line: 0, column: 16, length: 0 });
    expect(at(2, 0, false)).toEqual({ line: 2, column: 4, length: 1 });
  });

  it("counts the typed lines that follow, without blank ones", () => {
    expect(restOf(bugOf(code))).toBe("+1 line, +17 keys");
    expect(restOf(bugOf(code, { next: 3 }))).toBe("");
  });
});

describe("the note of a card", () => {
  const marks = {
    ...{ lesson: "", locked: false, urgency: "calm" as Urgency, pair: 0, phases: 0, phase: 0 },
    ...{ hit: undefined, powerful: false },
  };

  it("says what a bug does that is not seen otherwise", () => {
    expect(noteOf(bugOf("a"), marks)).toBe("");
    expect(noteOf(bugOf("a"), { ...marks, urgency: "late" })).toBe("too late");
    const locked = { ...marks, urgency: "late" as Urgency, locked: true };
    expect(noteOf(bugOf("a"), locked)).toBe("too late: Tab to another");
    expect(noteOf(bugOf("a"), { ...marks, phases: 3, phase: 1 })).toBe("phase 2 of 3");
    expect(noteOf(bugOf("a"), { ...marks, pair: 2 })).toBe("pair 2");
    expect(noteOf(bugOf("a", { grown: 2 }), marks)).toBe("grew 2");
    const lesson = "race condition: fix one and the other hurries";
    expect(noteOf(bugOf("a"), { ...marks, lesson })).toBe(lesson);
    expect(noteOf(bugOf("a", { returned: true }), marks)).toBe("came back · no points");
  });
});

describe("the note of a bug that is near or urgent", () => {
  const marks = { lesson: "", powerful: false, pair: 0, phases: 0, phase: 0, hit: 12 };
  const note = (urgency: Urgency, locked: boolean, powerful = false) =>
    noteOf(bugOf("a"), { ...marks, urgency, locked, powerful });

  it("says what it would take, and to take another only while production survives it", () => {
    expect(note("calm", false)).toBe("−12%");
    expect(note("calm", true)).toBe("−12% if it gets through");
    expect(note("last-call", false)).toBe("now or never · −12%");
    expect(note("last-call", true)).toBe("−12% if it gets through");
    expect(note("fastest", false)).toBe("only at your fastest · −12%");
    expect(note("late", false)).toBe("too late · −12%");
    expect(note("late", true)).toBe("too late: Tab to another · −12%");
    expect(note("late", true, true)).toBe("too late: ↑, or Tab to another · −12%");
  });

  it("says first that it ends the run, and never to leave it then", () => {
    expect(note("fatal", false)).toBe("ends the run: type it · −12%");
    expect(note("fatal", true)).toBe("ends the run: type what you can · −12% if it gets through");
    expect(note("fatal", true, true)).toMatch(/^ends the run: type what you can, or ↑ · /);
  });
});

describe("a note that is too long", () => {
  const noteIn = (width: number, note: string) => {
    const field = viewportOf(width, 660, width, 1);
    const card: Card = {
      lines: codeLinesOf(bugOf("a\nb\nc"), createPlan(), []),
      caret: { line: 0, column: 0, length: 1 },
      locked: false,
      note,
      more: "+2 lines, +9 keys",
    };
    return layOutCard(card, field, waitingFont(field, 1)).note;
  };

  it("names the kind alone, and is cut only where that has no room either", () => {
    const lesson = "null pointer: it jumps to another lane, and nearer";
    expect(noteIn(1_376, lesson)).toBe(`${lesson} · +2 lines, +9 keys`);
    expect(noteIn(364, lesson)).toBe("null pointer · +2 lines…");
    expect(noteIn(364, "a".repeat(60))).toMatch(/^a+…$/);
  });

  it("loses whole parts at its end", () => {
    expect(noteIn(364, "boss · phase 1 of 2")).toBe("boss · phase 1 of 2…");
    expect(noteIn(364, "too late · −12 · regression")).toBe("too late · −12…");
    const lessons = "too late: Esc, and take another · −6 · race condition: fix one and the other";
    expect(noteIn(364, lessons)).toBe("too late · −6…");
  });
});

describe("a line that is too long", () => {
  const rows = (text: string, columns: number) =>
    wrap(text, columns).map(({ from, to, indent }) => " ".repeat(indent) + text.slice(from, to));

  it("is wrapped at a blank, and goes on indented", () => {
    expect(rows("for item in invoice.items:", 18)).toEqual(["for item in ", "  invoice.items:"]);
  });

  it("is wrapped within a word where a blank would leave the row half empty", () => {
    expect(rows("raise LowBalance(account)", 16)).toEqual(["raise LowBalance", "  (account)"]);
  });

  it("loses no character, whatever its width", () => {
    const text = "    const total = items.reduce((sum, item) => sum + item.price, 0);";
    for (let columns = 8; columns < 80; columns += 1) {
      const wrapped = wrap(text, columns);
      expect(wrapped.map(({ from, to }) => text.slice(from, to)).join("")).toBe(text);
      for (const { from, to, indent } of wrapped)
        expect(indent + to - from).toBeLessThanOrEqual(columns);
      expect(wrapped.filter(({ ends }) => ends)).toHaveLength(1);
    }
  });

  it("has a row when it is empty, so that blank lines have a height", () => {
    expect(wrap("", 40)).toEqual([{ from: 0, to: 0, indent: 0, ends: true }]);
  });
});

/** The fields of windows from a phone with an open keyboard to a screen of 3,840 pixels. */
const FIELDS = [
  [364, 352],
  [364, 660],
  [900, 420],
  [960, 560],
  [1_376, 660],
  [2_450, 1_060],
  [3_670, 1_600],
].map(([width = 0, height = 0]) => viewportOf(width, height, width + 30, 1));

describe("the sizes", () => {
  it("follow the window: the locked code has a sixtieth of its width, and 16 pixels at least", () => {
    const code = (width: number, height: number) => viewportOf(width, height, width, 1).code;
    expect(code(1_440, 660)).toBe(24);
    expect(code(2_560, 1_060)).toBe(42.5);
    expect(code(3_840, 1_600)).toBe(64);
    expect(code(390, 600)).toBe(16);
    // A low window of the same width still has room for six lines.
    expect(code(3_840, 330)).toBe(30);
  });

  it("grow towards the wall, in steps that keep letters sharp", () => {
    for (const field of FIELDS) {
      const fonts = [1, 0.75, 0.5, 0.25, 0].map((distance) => waitingFont(field, distance));
      expect(fonts).toEqual([...fonts].sort((a, b) => a - b));
      expect(fonts.at(-1)).toBeGreaterThan(fonts[0] ?? 0);
      for (const font of fonts) expect((2 * font) % 1).toBe(0);
    }
  });
});

const lineOf = (text: string): CodeLine => ({
  text,
  number: 1,
  enter: true,
  grown: false,
  colors: [],
});

describe("the card of the locked bug", () => {
  const LINES = [
    "async function settle(invoice: Invoice, ledger: Ledger): Promise<Receipt> {",
    "  const total = invoice.lines.reduce((sum, line) => sum + line.price, 0);",
    "",
    "  if (total > ledger.balance) throw new InsufficientFunds(invoice.id, total);",
    "  return ledger.book({ id: invoice.id, total, at: clock.now() });",
    "}",
  ].map(lineOf);

  it.each(FIELDS.map((field) => [field.width, field] as const))(
    "shows its code and stays wholly in the field, at any place of its way (%i pixels)",
    (_, field) => {
      for (let line = 0; line < LINES.length; line += 1) {
        const caret = { line, column: LINES[line]?.text.length ?? 0, length: 0 };
        const card: Card = {
          lines: LINES,
          caret,
          locked: true,
          note: "too late",
          more: "+2 lines, +9 keys",
        };
        const layout = layOutCard(card, field, field.code);
        expect(caretRow(layout.rows, caret)).toBeGreaterThanOrEqual(0);
        if (!field.narrow) expect(layout.rows).toHaveLength(LINES.length);
        for (let lane = 0; lane < LANES; lane += 1) {
          for (const distance of [0, 0.1, 0.5, 1]) {
            const glyph = { width: 3.6 * field.code, height: 2.4 * field.code };
            const item: Item = {
              id: 1,
              lane,
              distance,
              locked: true,
              glyph,
              reach: 4 * field.code,
              card: layout,
              widthAtFirst: 4 * field.code + layout.width,
            };
            const place = arrange([item], field).get(1);
            if (!place) throw new Error("no place");
            expect(place.cardLeft).toBeGreaterThanOrEqual(0);
            expect(place.cardTop).toBeGreaterThanOrEqual(0);
            expect(place.cardLeft + layout.width).toBeLessThanOrEqual(field.width);
            expect(place.cardTop + layout.height).toBeLessThanOrEqual(floorOf(field));
            const [top, bottom] = [place.y - glyph.height / 2, place.y + glyph.height / 2];
            const beside = place.cardLeft >= place.x + glyph.width;
            const apart = place.cardTop >= bottom - 1 || place.cardTop + layout.height <= top + 1;
            expect(beside || apart).toBe(true);
          }
        }
      }
    },
  );
});

describe("the card of a waiting bug", () => {
  it.each(FIELDS.map((field) => [field.width, field] as const))(
    "ends above the place of hints, however low it stands (%i pixels)",
    (_, field) => {
      const card: Card = {
        lines: [lineOf("const total = invoice.lines.reduce((sum, line) => sum + line.price, 0);")],
        caret: { line: 0, column: 0, length: 1 },
        locked: false,
        note: "too late · −12",
        more: "",
      };
      const layout = layOutCard(card, field, waitingFont(field, 0));
      const item: Item = {
        id: 1,
        lane: LANES - 1,
        distance: 0.1,
        locked: false,
        glyph: { width: 2.8 * field.code, height: 1.9 * field.code },
        reach: 3.2 * field.code,
        card: layout,
        widthAtFirst: 3.2 * field.code + layout.width,
      };
      // It was as low as the field.
      const lowest = field.height - layout.height / 2;
      const place = arrange([item], field, new Map([[1, lowest]])).get(1);
      expect(place?.y).toBeGreaterThan(lowest - 12);
      expect((place?.cardTop ?? Number.NaN) + layout.height).toBeLessThanOrEqual(floorOf(field));
    },
  );
});
