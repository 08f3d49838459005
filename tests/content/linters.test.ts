/** What the linters and the compiler find in snippets. */
import { describe, expect, it } from "vitest";
import type { Language } from "../../app/engine/plan.ts";
import type { SourceFile } from "../../scripts/content/house-rules.ts";
import { lintJavaScript } from "../../scripts/content/lint-javascript.ts";
import { lintPython } from "../../scripts/content/lint-python.ts";
import { lintReact } from "../../scripts/content/lint-react.ts";
import { lintTypeScript } from "../../scripts/content/lint-typescript.ts";
import { byPlace, type Problem } from "../../scripts/content/problems.ts";
import { checkTypes } from "../../scripts/content/typescript-types.ts";

const file = (language: Language, snippet_text: string, path = "a/b/c.1"): SourceFile => ({
  path,
  language,
  difficulty: "HARD",
  category: "c",
  snippet_text,
});

/** Returns each problem as its line and its rule. */
const short = (problems: Problem[]) =>
  problems.sort(byPlace).map(({ line, message }) => `${line} ${message.split(" ")[0]}`);

describe("Ruff", () => {
  const rules = (text: string, names: string[] = []) =>
    short(lintPython([file("PYTHON", text)], names));

  it("finds undefined and unused names", () => {
    expect(rules("import os\n\nx = price * 2")).toEqual(["1 F401", "3 F821"]);
    expect(rules("x = price * 2", ["price"])).toEqual([]);
    expect(rules("def f(a):\n    b = 1")).toEqual(["1 ARG001", "2 F841"]);
  });

  it("lets snippets print, assert, roll dice, and do without docstrings and types", () => {
    expect(
      rules(
        'from random import randint\nimport ast\n\n\ndef roll(sides):\n    assert sides > 5\n    print(ast, randint(1, sides))\n    raise ValueError("Stop")',
      ),
    ).toEqual([]);
  });
});

describe("ESLint", () => {
  it("finds undefined, unused and reassigned names in JavaScript", () => {
    const rules = (text: string, names: string[] = []) =>
      short(lintJavaScript([file("JAVASCRIPT", text, "c.js")], names));
    expect(rules("var a = prices[0];")).toEqual(["1 no-var", "1 no-undef"]);
    expect(rules("const a = prices[0];", ["prices"])).toEqual([]);
    expect(rules('import { a } from "a";\nlet b = 1;')).toEqual([
      "1 no-unused-vars",
      "2 prefer-const",
    ]);
    expect(rules("function f(a) {\n  const b = 1;\n}")).toEqual([
      "1 no-unused-vars",
      "2 no-unused-vars",
    ]);
    expect(rules("const a = 'b'")).toEqual(["1 quotes", "1 semi"]);
  });

  it("finds broken rules of hooks", () => {
    const rules = (text: string) =>
      short(lintReact([file("REACT", text, "c.jsx")], ["useEffect", "useState"]));
    expect(rules("const [a, setA] = useState(0);")).toEqual(["1 react-hooks/rules-of-hooks"]);
    expect(
      rules("function A({ b }) {\n  useEffect(() => {\n    console.log(b);\n  }, []);\n}"),
    ).toEqual(["4 react-hooks/exhaustive-deps"]);
    expect(rules("const A = () => <B />;")).toEqual(["1 no-undef"]);
  });

  it("finds what is loose in TypeScript", () => {
    const rules = (text: string) => short(lintTypeScript([file("TYPESCRIPT", text, "c.ts")]));
    expect(rules("const a = b as any;")).toEqual(["1 @typescript-eslint/no-explicit-any"]);
    expect(rules("const a = b!;")).toEqual(["1 @typescript-eslint/no-non-null-assertion"]);
    expect(rules("function f() {\n  const a = 1;\n}")).toEqual([
      "2 @typescript-eslint/no-unused-vars",
    ]);
  });
});

describe("the compiler", () => {
  it("finds wrong types, and knows only the names and modules of the surroundings", () => {
    const files = [
      file("TYPESCRIPT", 'const a: number = "b";', "a.ts"),
      file("TYPESCRIPT", 'import { b } from "b";\nconst a = price.toFixed(b);', "b.ts"),
      file("TYPESCRIPT", 'import { c } from "zod";', "c.ts"),
      file("JAVASCRIPT", "const a = unknown;", "d.js"),
    ];
    const problems = checkTypes(
      files,
      'declare const price: number;\ndeclare module "b" {\n  export const b: number;\n}\n',
    );
    expect(problems.map(({ path }) => path)).toEqual(["snippets/a.ts", "snippets/c.ts"]);
    expect(short(problems)).toEqual(["1 TS2322", "1 TS2307"]);
  });

  it("checks the surroundings, too", () => {
    expect(checkTypes([], "declare const a: B;\n")).toMatchObject([
      { path: "surroundings/typescript.d.ts", line: 1 },
    ]);
  });
});
