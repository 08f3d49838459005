/** The code and the tokens in the landing page's illustration, by language. */
import type { Language } from "../../engine/plan.ts";

/** The kind of a piece of code: `k` keyword, `n` name, `v` value, empty for plain text. */
type PieceKind = "k" | "n" | "v" | "";
export type CodePiece = [kind: PieceKind, text: string];

export interface IllustrationContent {
  file: string;
  /** The typed and the remaining pieces of each line. */
  lines: { typed: CodePiece[]; rest: CodePiece[] }[];
  /** The token of the locked bug. */
  locked: [typed: string, atCaret: string, rest: string];
  /** The next tokens of the other bugs. */
  tokens: [syntax: string, race: string, nil: string];
}

export const ILLUSTRATIONS: Record<Language, IllustrationContent> = {
  PYTHON: {
    file: "rollback.py",
    lines: [
      {
        typed: [
          ["k", "def"],
          ["", " "],
          ["n", "roll"],
        ],
        rest: [
          ["n", "back"],
          ["", "(build):"],
        ],
      },
      {
        typed: [],
        rest: [
          ["", "    "],
          ["k", "return"],
          ["", " build."],
          ["n", "previous"],
        ],
      },
    ],
    locked: ["roll", "b", "ack(build):"],
    tokens: ["return", "await", "None"],
  },
  REACT: {
    file: "Status.tsx",
    lines: [
      {
        typed: [
          ["k", "const"],
          ["", " "],
          ["n", "Sta"],
        ],
        rest: [
          ["n", "tus"],
          ["", " = () =>"],
        ],
      },
      {
        typed: [],
        rest: [
          ["", "  <"],
          ["n", "Page"],
          ["", " alarm={"],
          ["v", "true"],
          ["", "} />;"],
        ],
      },
    ],
    locked: ["Sta", "t", "us"],
    tokens: ["useMemo(", "<Page", "key={id}"],
  },
  JAVASCRIPT: {
    file: "retry.js",
    lines: [
      {
        typed: [
          ["k", "const"],
          ["", " "],
          ["n", "re"],
        ],
        rest: [
          ["n", "try"],
          ["", " = (job) =>"],
        ],
      },
      {
        typed: [],
        rest: [
          ["", "  job().catch(() => "],
          ["n", "retry"],
          ["", "(job));"],
        ],
      },
    ],
    locked: ["re", "t", "ry"],
    tokens: ["finally", "await", "null;"],
  },
  TYPESCRIPT: {
    file: "uptime.ts",
    lines: [
      {
        typed: [
          ["k", "type"],
          ["", " "],
          ["n", "Upt"],
        ],
        rest: [
          ["n", "ime"],
          ["", " = "],
          ["v", "100"],
          ["", ";"],
        ],
      },
      {
        typed: [],
        rest: [
          ["k", "const"],
          ["", " main: "],
          ["n", "Uptime"],
          ["", " = "],
          ["v", "100"],
          ["", ";"],
        ],
      },
    ],
    locked: ["Upt", "i", "me"],
    tokens: ["readonly", "keyof", "never;"],
  },
};
