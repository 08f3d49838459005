/** The rules for the files of the seed that no linter knows. */
import { describe, expect, it } from "vitest";
import {
  checkFile,
  checkGroups,
  checkNames,
  GROUP_SIZE,
  type SourceFile,
} from "../../scripts/content/house-rules.ts";
import { checkLikeness } from "../../scripts/content/likeness.ts";

/** Returns an EASY file in JavaScript with `lines`. */
function easy(lines: string[], number = 1): SourceFile {
  return {
    path: `javascript/easy/loops.${number}.js`,
    language: "JAVASCRIPT",
    difficulty: "EASY",
    category: "loops",
    snippet_text: lines.join("\n"),
  };
}

const LINES = ["let a = 12;", "let b = 15;", "let c = 23;", "let d = 42;", "let e = 55;", "f(a);"];
const withFirst = (line: string) => easy([line, ...LINES.slice(1)]);

const messagesOf = (file: SourceFile) => checkFile(file).map(({ message }) => message);

describe("a file", () => {
  it("that keeps all rules has no problem", () => {
    expect(messagesOf(easy(LINES))).toEqual([]);
    expect(messagesOf(withFirst('say("1234567890aB");'.slice(0, 19)))).toEqual([]);
  });

  it.each<[string, SourceFile, string[]]>([
    [
      "a letter with an accent",
      withFirst("naïve(1);"),
      ["a character that is not printable ASCII"],
    ],
    ["a tab", withFirst("\ta(1);"), ["a character that is not printable ASCII"]],
    ["a blank at the end", withFirst("aaaa(1); "), ["blanks at the end of the line"]],
    ["two blanks", withFirst("let a =  1;"), ["two blanks in a row within the line"]],
    ["odd indentation", withFirst("   let a = 1;"), ["indented by 3 blanks"]],
    ["a long line", withFirst("let abcdefghi = 123;"), ["21 keys in the line, EASY allows 20"]],
    ["too few lines", easy(Array(5).fill("let a = 1234;")), ["5 lines, EASY has 6 to 10"]],
    ["too many lines", easy(Array(11).fill("a(1);")), ["11 lines, EASY has 6 to 10"]],
    ["too few keys", easy(Array(6).fill("a(1);")), ["36 keys, EASY has 60 to 140"]],
    [
      "a statement that is too long",
      easy([
        "a({",
        "  b: 1,",
        "  c: 2,",
        "  d: 3,",
        "});",
        "let a = 12;",
        "let b = 15;",
        "let c = 23;",
      ]),
      ["a statement of 4 lines, EASY allows 3"],
    ],
    [
      "another name",
      { ...easy(LINES), path: "javascript/easy/Loops.1.js" },
      ["the name is not <category>.<n>.<extension>"],
    ],
  ])("has a problem with %s", (_, file, messages) => {
    expect(messagesOf(file)).toEqual(messages);
  });

  it("has its problems in the lines in which they are", () => {
    const file = easy([...LINES.slice(0, 2), "", "let abcdefghi = 123;", ...LINES.slice(3)]);
    expect(checkFile(file)).toMatchObject([
      { path: "snippets/javascript/easy/loops.1.js", line: 4 },
    ]);
  });
});

describe("a group", () => {
  const problemsOf = (files: SourceFile[]) =>
    checkGroups(files, ["EASY"])
      .map(({ path, line, message }) => `${path}:${line ?? ""} ${message}`)
      .filter((problem) => !problem.includes(`${GROUP_SIZE} are needed`));

  it(`has ${GROUP_SIZE} files`, () => {
    expect(checkGroups([easy(LINES)], ["EASY", "HARD"])).toMatchObject([
      { path: "snippets/javascript/easy", message: "1 files, 48 are needed" },
      { path: "snippets/javascript/hard", message: "0 files, 48 are needed" },
    ]);
  });

  it("has no line of three tokens twice, in one file or in two, whatever its indentation", () => {
    expect(problemsOf([easy(["return a;", "}"]), easy(["}", "return a;"], 2)])).toEqual([]);
    expect(problemsOf([easy(["return a + b;"]), easy(["a()", "  return a + b;"], 2)])).toEqual([
      "snippets/javascript/easy/loops.2.js:2 the group has this line in javascript/easy/loops.1.js:1, too: return a + b;",
    ]);
    expect(problemsOf([easy(["a += 1;", "b();", "a += 1;"])])).toHaveLength(1);
  });

  it("has at most six files of a category, numbered from 1", () => {
    const files = Array.from({ length: 7 }, (_, index) => easy([`f${index}();`], index + 1));
    expect(problemsOf(files)).toEqual(["snippets/javascript/easy: 7 files of the category loops"]);
    expect(problemsOf(files.slice(1, 3))).toEqual([
      "snippets/javascript/easy: loops is numbered 2, 3",
    ]);
  });
});

describe("two snippets", () => {
  const first = easy(["const seen = new Set();", "for (const word of words)", "  seen.add(word);"]);
  const likeness = (lines: string[]) =>
    checkLikeness([first, easy(lines, 2)]).map(({ message }) => message);

  it("are alike with the same words, or with other names and values", () => {
    expect(likeness(first.snippet_text.split("\n"))).toHaveLength(2);
    expect(
      likeness(["const all = new Map();", "for (const key of list)", "  all.put(key);"]),
    ).toEqual(["has the same shape as javascript/easy/loops.1.js, to 100 %"]);
  });

  it("are not alike when only their topic is the same", () => {
    expect(likeness(["function unique(words) {", "  return [...new Set(words)];", "}"])).toEqual(
      [],
    );
  });
});

describe("a list of names", () => {
  const problemsOf = (names: string[]) =>
    checkNames("surroundings/a.txt", names, [easy(["a(b, $c);", "B();"])]).map(
      ({ line, message }) => `${line} ${message}`,
    );

  it("is in order, each name once, and used", () => {
    expect(problemsOf(["$c", "B", "a", "b"])).toEqual([]);
    expect(problemsOf(["b", "a"])).toEqual(["2 a is not in alphabetical order (by code point)"]);
    expect(problemsOf(["a", "a"])).toHaveLength(1);
    expect(problemsOf(["a", "c"])).toEqual(["2 no snippet uses c"]);
    expect(problemsOf(["a b"])).toEqual(['1 "a b" is not a name']);
  });
});
