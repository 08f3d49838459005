/** Which files are text, and what is said of the others. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeSource } from "../../app/code/decode-source.ts";
import { formatDiagnostic } from "../../app/code/diagnostics.ts";

const PROGRAM = "def greet(name):\n    return f'Hello, {name}'\n";

/** Returns the bytes of a text in which each character has `size` bytes. */
function wide(text: string, size: 2 | 4, isLittle: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * size));
  for (let index = 0; index < text.length; index++) {
    if (size === 2) view.setUint16(index * 2, text.charCodeAt(index), isLittle);
    else view.setUint32(index * 4, text.charCodeAt(index), isLittle);
  }
  return new Uint8Array(view.buffer);
}

/** Returns the text of a file, or the error. */
function decoded(bytes: Uint8Array | number[]): string {
  const result = decodeSource(Uint8Array.from(bytes));
  return "text" in result ? result.text : formatDiagnostic(result.error);
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("a file", () => {
  it("in UTF-8 is its text, whatever the characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        fc.pre(!text.includes("\0") && !text.startsWith("\ufeff"));
        expect(decoded(bytesOf(text))).toBe(text);
      }),
      { seed: 20_261_127 },
    );
    expect(decoded([])).toBe("");
    expect(decoded(bytesOf("x = '\ufffd'"))).toBe("x = '\ufffd'");
  });

  it("loses the one mark at its start", () => {
    expect(decoded(bytesOf(`\ufeff${PROGRAM}`))).toBe(PROGRAM);
    expect(decoded(bytesOf("\ufeff\ufeffx"))).toBe("\ufeffx");
  });

  it.each([
    ["UTF-16", "little endian with a mark", wide(`\ufeff${PROGRAM}`, 2, true)],
    ["UTF-16", "big endian with a mark", wide(`\ufeff${PROGRAM}`, 2, false)],
    ["UTF-16", "little endian without a mark", wide(PROGRAM, 2, true)],
    ["UTF-16", "big endian without a mark", wide(PROGRAM, 2, false)],
    [
      "UTF-16",
      "a few other letters",
      wide("# Grüße, 世界\nname = 'x'\nprint(name, 12345)", 2, true),
    ],
    ["UTF-16", "nothing but a mark", wide("\ufeff", 2, true)],
    ["UTF-32", "little endian with a mark", wide(`\ufeff${PROGRAM}`, 4, true)],
    ["UTF-32", "big endian with a mark", wide(`\ufeff${PROGRAM}`, 4, false)],
    ["UTF-32", "little endian without a mark", wide(PROGRAM, 4, true)],
    ["UTF-32", "big endian without a mark", wide(PROGRAM, 4, false)],
  ])("in %s is refused by that name: %s", (encoding, _, bytes) => {
    expect(decoded(bytes)).toBe(`The file is in ${encoding}: save it as UTF-8`);
  });

  it.each<[string, number[], string]>([
    ["Latin-1", [...bytesOf("a = 1\nb = 'na"), 0xef, ...bytesOf("ve'")], "Line 2, column 8"],
    ["Latin-1 behind UTF-8", [...bytesOf("é = 'ü"), 0xfc, 0x27], "Line 1, column 7"],
    ["Latin-1 behind line ends of Windows", [...bytesOf("a\r\nb\r\n"), 0xe9], "Line 3, column 1"],
    ["a character that is cut off", [...bytesOf("a"), 0xe2, 0x82], "Line 1, column 2"],
    ["a character that is cut off before a quote", [0xef, 0xbf, 0x27], "Line 1, column 1"],
    ["a surrogate", [0x61, 0xed, 0xa0, 0x80], "Line 1, column 2"],
    ["a slash in two bytes", [0xc0, 0xaf], "Line 1, column 1"],
  ])("with %s is refused with the place", (_, bytes, place) => {
    expect(decoded(bytes)).toBe(`${place}: This is not UTF-8: save the file as UTF-8`);
  });

  it("with a NUL is no text", () => {
    const message = "Not a text: it has a NUL in it";
    expect(decoded(bytesOf("a = 1\nb\0"))).toBe(`Line 2, column 2: ${message}`);
    expect(decoded(bytesOf(`${PROGRAM}\0\0\0\0${PROGRAM}`))).toBe(`Line 3, column 1: ${message}`);
  });
});
