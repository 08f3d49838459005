/** Reads the bytes of a source file as text. */

/** The text of a file, or why it cannot be read. */
export type DecodedSource = { text: string } | { message: string };

/** The first bytes by which an encoding marks itself, the longer ones first: UTF-32 LE begins like UTF-16 LE. */
const MARKS: [encoding: string, bytes: number[]][] = [
  ["UTF-32", [0xff, 0xfe, 0, 0]],
  ["UTF-32", [0, 0, 0xfe, 0xff]],
  ["UTF-16", [0xff, 0xfe]],
  ["UTF-16", [0xfe, 0xff]],
];

/** Code is mostly ASCII, so without a mark UTF-16 has a NUL in two bytes and UTF-32 three in four. */
const SAMPLE = 1_024;

function encodingOf(bytes: Uint8Array): string | undefined {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return marked[0];
  const sample = bytes.subarray(0, SAMPLE);
  const nuls = sample.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (nuls * 2 > sample.length) return "UTF-32";
  return nuls * 4 > sample.length ? "UTF-16" : undefined;
}

const decodes = (bytes: Uint8Array): boolean => {
  try {
    // With `stream` a character that is cut at the end is no error.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** Returns the line, from 1, of the first byte that is not UTF-8. */
function faultyLine(bytes: Uint8Array): number {
  let valid = 0;
  let faulty = bytes.length;
  while (faulty - valid > 1) {
    const middle = (valid + faulty) >> 1;
    if (decodes(bytes.subarray(0, middle))) valid = middle;
    else faulty = middle;
  }
  return bytes.subarray(0, valid).reduce((line, byte) => line + (byte === 0x0a ? 1 : 0), 1);
}

/**
 * Returns the text of a UTF-8 file, without a byte order mark. UTF-16 and UTF-32 are named, and of other encodings the
 * line at which the file is not UTF-8.
 */
export function decodeSource(bytes: Uint8Array): DecodedSource {
  const encoding = encodingOf(bytes);
  if (encoding) return { message: `This file is ${encoding}. Save it as UTF-8.` };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { message: `Line ${faultyLine(bytes)} is not UTF-8. Save the file as UTF-8.` };
  }
}
