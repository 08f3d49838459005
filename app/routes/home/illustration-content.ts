/** What the landing page's still shows: a file under repair, and the tokens that come for it. */
import type { Language } from "../../engine/plan.ts";

/** `k`eyword, `n`ame, `v`alue, or plain. */
type TokenColor = "k" | "n" | "v" | "";
export type CodePiece = [ink: TokenColor, text: string];

export interface IllustrationContent {
  file: string;
  /** What stands before the caret is typed. */
  lines: { typed: CodePiece[]; rest: CodePiece[] }[];
  /** The locked bug's token: typed, under the caret, to come. */
  locked: [string, string, string];
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
