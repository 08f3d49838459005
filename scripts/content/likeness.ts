/**
 * Finds snippets of a language that are alike. The measure is Broder's resemblance: the share of the runs of n tokens
 * ("shingles") that two texts have in common, of all that either has.
 */
import type { SourceFile } from "./house-rules.ts";
import type { Problem } from "./problems.ts";

interface Measure {
  name: string;
  /** The length of a shingle, in tokens. */
  length: number;
  /** The resemblance from which two snippets are too much alike. */
  most: number;
  shape: (token: string) => string;
}

/** The words that are the same in a renamed copy. */
const KEYWORDS = new Set(
  `and as assert async await break case catch class const continue def default del delete do elif else enum except export
  extends false False finally for from function get global if implements import in instanceof interface is keyof lambda
  let match new None nonlocal not null of or pass private public raise readonly return satisfies set static super switch
  this throw true True try type typeof undefined while with yield`.split(/\s+/),
);

/** Returns a token without what renaming and other values would change. */
function shapeOf(token: string): string {
  if (KEYWORDS.has(token)) return token;
  if (/^[A-Za-z_$]/.test(token)) return "name";
  if (/^\d/.test(token)) return "number";
  return /^["'`]./.test(token) ? "string" : token;
}

/**
 * Of the 73,344 pairs of the 768 snippets, which were written one by one, none has more than 0.25 in words and 0.39 in
 * shape. A copy with other names has 1 in shape, and about 0.7 when one line in six is another.
 */
const MEASURES: Measure[] = [
  { name: "the same words", length: 3, most: 0.3, shape: (token) => token },
  { name: "the same shape", length: 7, most: 0.4, shape: shapeOf },
];

const TOKEN = /[\w$]+|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|[^\s\w]/g;

/** Returns the shingles of a text. */
function shinglesOf(text: string, { length, shape }: Measure): Set<string> {
  const tokens = (text.match(TOKEN) ?? []).map(shape);
  const count = Math.max(tokens.length - length + 1, 1);
  return new Set(
    Array.from({ length: count }, (_, index) => tokens.slice(index, index + length).join(" ")),
  );
}

/** Returns the resemblance of two texts, from 0 to 1, given their shingles. */
function resemblance(a: Set<string>, b: Set<string>): number {
  let common = 0;
  for (const shingle of a) if (b.has(shingle)) common += 1;
  return common / (a.size + b.size - common);
}

/** Returns a problem for each snippet that is too much like one before it. `files` are of one language. */
export function checkLikeness(files: SourceFile[]): Problem[] {
  return MEASURES.flatMap((measure) => {
    const shingles = files.map(({ snippet_text }) => shinglesOf(snippet_text, measure));
    return files.flatMap((file, index) =>
      files.slice(0, index).flatMap((other, before) => {
        const share = resemblance(
          shingles[index] ?? new Set<string>(),
          shingles[before] ?? new Set<string>(),
        );
        if (share < measure.most) return [];
        const message = `has ${measure.name} as ${other.path}, to ${Math.round(share * 100)} %`;
        return [{ path: `snippets/${file.path}`, message }];
      }),
    );
  });
}
