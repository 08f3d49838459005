/** Turns the bytes of a file into text. */
import type { Diagnostic } from "./diagnostics.ts";

/** The text of a file, or why it has none. */
export type DecodedSource = { text: string } | { error: Diagnostic };

/** The marks at the start of a file. UTF-32's begins with UTF-16's, and so comes first. */
const BYTE_ORDER_MARKS: [encoding: string, mark: number[]][] = [
  ["UTF-32", [0xff, 0xfe, 0, 0]],
  ["UTF-32", [0, 0, 0xfe, 0xff]],
  ["UTF-16", [0xff, 0xfe]],
  ["UTF-16", [0xfe, 0xff]],
  ["UTF-8", [0xef, 0xbb, 0xbf]],
];

/** How many bytes at the start of a file are looked at to tell its encoding. */
const PROBED = 1_024;
/** Above this share of NULs in the same places, a file without a mark has characters of two or four bytes. */
const MANY = 0.8;

/** Decodes what is not UTF-8 as replacement characters, and keeps a second mark, which is refused as a character. */
const LENIENT = { fatal: false, ignoreBOM: true };

const isMarked = (bytes: Uint8Array, mark: number[]) =>
  mark.every((byte, index) => bytes[index] === byte);

/**
 * Returns the encoding that leaves the pattern of NULs in `bytes`: of two bytes for an ASCII character one is 0, of four
 * three are.
 */
function encodingOfNuls(bytes: Uint8Array): "UTF-16" | "UTF-32" | undefined {
  const probe = bytes.subarray(0, PROBED);
  const nuls = [0, 0, 0, 0];
  for (const [index, byte] of probe.entries())
    if (byte === 0) nuls[index % 4] = (nuls[index % 4] ?? 0) + 1;
  const [first, second, third, fourth] = nuls.map((count) => count > (probe.length / 4) * MANY);
  if (second && third && (first || fourth)) return "UTF-32";
  return (first && third) || (second && fourth) ? "UTF-16" : undefined;
}

/** Returns the place behind `before`. */
function placeBehind(before: string) {
  const lines = before.split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/**
 * Returns the offset of the first byte that is not UTF-8, given the text with replacement characters instead; undefined
 * without one. What was replaced is encoded as other bytes than it had.
 */
function firstInvalid(bytes: Uint8Array, text: string): number | undefined {
  const encoded = new TextEncoder().encode(text);
  const at = encoded.findIndex((byte, index) => byte !== bytes[index]);
  if (at >= 0) return at;
  return encoded.length === bytes.length ? undefined : encoded.length;
}

/**
 * Returns the text of a UTF-8 file, without the mark that some editors write at its start. Refuses UTF-16 and UTF-32 by
 * name, with a mark or without, and anything else with the place of the first byte that is not UTF-8. Guessing among the
 * older encodings would change what people type.
 */
export function decodeSource(bytes: Uint8Array): DecodedSource {
  const [marked, mark] = BYTE_ORDER_MARKS.find(([, each]) => isMarked(bytes, each)) ?? [];
  const encoding = marked ?? encodingOfNuls(bytes);
  if (encoding && encoding !== "UTF-8") {
    return { error: { message: `The file is in ${encoding}: save it as UTF-8` } };
  }
  const content = bytes.subarray(mark?.length ?? 0);
  const text = new TextDecoder("utf-8", LENIENT).decode(content);
  const invalid = firstInvalid(content, text);
  if (invalid !== undefined) {
    // As a stream, the decoder keeps back the bytes of a character that is not complete.
    const valid = new TextDecoder("utf-8", LENIENT);
    const before = valid.decode(content.subarray(0, invalid), { stream: true });
    return {
      error: { message: "This is not UTF-8: save the file as UTF-8", ...placeBehind(before) },
    };
  }
  const nul = text.indexOf("\0");
  if (nul < 0) return { text };
  return {
    error: { message: "Not a text: it has a NUL in it", ...placeBehind(text.slice(0, nul)) },
  };
}
