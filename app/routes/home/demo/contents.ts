/** What the demo on the start page is made of: code of our seed, by language. */
import type { Highlight } from "../../../contracts/highlight.ts";
import type { Language, Plan } from "../../../engine/plan.ts";
import { LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";

export interface DemoContent {
  name: string;
  file: string;
  /** The code of the bug that the visitor types. */
  code: string;
  /** What the server's parsers say of `code` (tests/unit/demo.test.ts). */
  highlight: Highlight;
  /** The bugs that wait: near the wall, on the way, far away. */
  waiting: [near: string, midway: string, far: string];
}

const content = (
  language: Language,
  file: string,
  [code, ...waiting]: [string, string, string, string],
  highlight: Highlight,
): DemoContent => ({ name: LANGUAGE_NAMES[language], file, code, highlight, waiting });

export const DEMOS: Record<Language, DemoContent> = {
  PYTHON: content(
    "PYTHON",
    "algorithms.py",
    [
      "def gcd(a, b):\n    while b:\n        a, b = b, a % b\n    return a",
      "assert adult(18)",
      'if wet and cold:\n    print("Coat")',
      'menu["pie"] = 6',
    ],
    [
      [0, 3, "word"],
      [4, 7, "name"],
      [19, 24, "word"],
      [56, 62, "word"],
    ],
  ),
  REACT: content(
    "REACT",
    "effects.jsx",
    [
      "function Chat() {\n  useEffect(run, []);\n  return <Talk />;\n}",
      "render(ul);",
      "const bye =\n  <p>See you</p>;",
      "log(next.length);",
    ],
    [
      [0, 8, "word"],
      [9, 13, "name"],
      [20, 29, "name"],
      [42, 48, "word"],
      [50, 54, "name"],
    ],
  ),
  JAVASCRIPT: content(
    "JAVASCRIPT",
    "arrays.js",
    [
      "while (todo[0]) {\n  work(todo.pop());\n}",
      "row.push(9);",
      'if (sun && wind) {\n  pack("kite");\n}',
      "let lives = 3;",
    ],
    [
      [0, 5, "word"],
      [12, 13, "value"],
      [20, 24, "name"],
      [30, 33, "name"],
    ],
  ),
  TYPESCRIPT: content(
    "TYPESCRIPT",
    "enums.ts",
    [
      'enum Suit {\n  Clubs = "C",\n  Hearts = "H",\n}',
      'seen.add("owl");',
      "const hall: Hall =\n  new Map();",
      "greet(who);",
    ],
    [
      [0, 4, "word"],
      [5, 9, "name"],
      [22, 25, "text"],
      [38, 41, "text"],
    ],
  ),
};

/** Any seed that makes the first bug an ordinary one. */
const SEED = 1;

/** Returns the plan of the demo: each text is one statement, so each is one bug, and the first is typed. */
export function planOf(language: Language, engine_version: number): Plan {
  const { code, waiting } = DEMOS[language];
  return {
    seed: SEED,
    language,
    difficulty: "NORMAL",
    mode: "relaxed",
    engine_version,
    snippets: [code, ...waiting].map((snippet_text) => ({
      category: "demo",
      snippet_text,
      statement_starts: [0],
    })),
  };
}
