/** Which code the syntax check refuses, and at which place. The tests of Python are in `python/`. */
import { describe, expect, it } from "vitest";
import { faultsOf, itAccepts, itRefuses } from "../support/syntax.ts";

describe("the syntax check of JavaScript", () => {
  itRefuses("JAVASCRIPT", [
    ["const x;", "8: Missing initializer in const declaration"],
    ["foo(a,,b)", "7: JavaScript has no place for “,”"],
    ["/abc", "2: Unterminated regular expression"],
    ["/(/.test(a)", "1: Not a regular expression"],
    ["/a/gg", "6: Duplicate regular expression flag"],
    ["const a = ;", "11: JavaScript has no place for “;”"],
    ["const a =", "10: Something is missing here, says JavaScript"],
    ["let a: number = 1;", "6: JavaScript has no place for “:”"],
    ["f(a!);", "4: JavaScript has no place for “!”: it expects “,”"],
    ["const f = (a?: 1) => a;", "14: JavaScript has no place for “:”"],
    ["interface A {}", "1: Unexpected reserved word 'interface'"],
    ["let a = <p>1</p>;", "9: JavaScript has no place for “<”"],
    ["@a class B {}", "1: JavaScript has no place for “@”"],
    ["let a; let a;", "12: Identifier 'a' has already been declared"],
    ["f() = 1", "1: Invalid left-hand side in assignment expression"],
    ["a?.b = 1", "1: JavaScript has no place for “a”"],
    ["[a, 1] = b", "5: Invalid left-hand side in array destructuring pattern"],
    ["let {a};", "8: Missing initializer in destructuring declaration"],
    ["if (a {", "7: JavaScript has no place for “{”: it expects “)”"],
    ["a b", "2: Missing semicolon"],
    ["x = y;}", "7: JavaScript has no place for “}”"],
    ["`a$" + "{b`", "7: Unterminated template"],
    ["'abc", "1: Unterminated string constant"],
    ["/* abc", "1: Unterminated comment"],
    ["a = {b: 1,, c}", "11: JavaScript has no place for “,”"],
    [
      "function f() { await x }",
      "16: 'await' is only allowed within async functions and at the top levels of modules",
    ],
    ["while (a) { function f() { break } }", "28: Unsyntactic break"],
    ["try {}", "1: Missing catch or finally clause"],
    ["class A { m() { this.#b } }", "22: Private name #b is not defined"],
    [
      "a ?? b || c",
      "8: Nullish coalescing operator(??) requires parens when mixing with logical operators",
    ],
    [
      "for (const a = 1 of b) {}",
      "6: 'for-of' loop variable declaration may not have an initializer",
    ],
    ["var a = 0777", "9: Legacy octal literals are not allowed in strict mode"],
    ["with (a) {}", "1: 'with' in strict mode"],
    ["// why", "1: Nothing but comments"],
    ["/* why */", "1: Nothing but comments"],
    [
      "const a = 1;\nlet b = (a;\n",
      "Line 2, column 11: JavaScript has no place for “;”: it expects “,”",
    ],
  ]);
  itAccepts("JAVASCRIPT", [
    "return a;",
    "yield a;",
    "const a = await b();",
    "super(a);",
    "export { a };",
    "import a, { b as c } from 'd';",
    "const { a, ...b } = c ?? d?.e;",
    `for await (const a of b) f(/[a-z]+/giu, \`\${a}\`);`,
    "class A { #b = 1; static { this.c = 2; } get b() { return this.#b; } }",
    "const f = async function* () { yield* a; };",
    "label: for (;;) break label;",
  ]);

  it("lists all faults after which the parser could go on, in order", () => {
    expect(faultsOf("const a;\nlet b = 1, b;\nf() = 2;", "JAVASCRIPT")).toEqual([
      "Line 1, column 8: Missing initializer in const declaration",
      "Line 2, column 12: Identifier 'b' has already been declared",
      "Line 3, column 1: Invalid left-hand side in assignment expression",
    ]);
  });
});

describe("the syntax check of React", () => {
  itRefuses("REACT", [
    ["<p>\n  hello\n</b>", "Line 3, column 1: Expected corresponding JSX closing tag for <p>"],
    ["<A.B><></A.B>", "14: Something is missing here, says JavaScript with JSX"],
    ["const a = (b as string);", "14: JavaScript with JSX has no place for “as”: it expects “,”"],
    [
      "<a/><b/>",
      "5: Adjacent JSX elements must be wrapped in an enclosing tag. Did you want a JSX fragment <>...</>?",
    ],
    ["<p a=b/>", "6: JSX value should be either an expression or a quoted JSX text"],
    ["<p a={}/>", "6: JSX attributes must only be assigned a non-empty expression"],
    ["a ? <b/> : <c/", "15: Something is missing here, says JavaScript with JSX: it expects “>”"],
    ["<p>a > b</p>", "6: Unexpected token `>`. Did you mean `&gt;` or `{'>'}`?"],
  ]);
  itAccepts("REACT", [
    "<><A.B {...c} d='e' /> &amp; {f}</>",
    "return <p key={a}>{/* b */}{c && <b />}</p>;",
    "const a = <A b={<i />}>{(c) => <c.d />}</A>;",
  ]);
});

describe("the syntax check of TypeScript", () => {
  it.each(["<A>(", "<a>b ? ", "<a>b = ", "async <T>(a = ", "( //\n<a>"])(
    "gives up on deeply nested “%s”, because each level doubles the parser's time",
    (nested) => {
      const lines = Array(5).fill(nested.repeat(4).trimEnd()).join("\n");
      expect(faultsOf(`x =${lines}`, "TYPESCRIPT")).toEqual([
        "Line 1, column 1: Nested too deeply to be read",
      ]);
    },
  );

  itRefuses("TYPESCRIPT", [
    ["let a: = 1;", "8: TypeScript has no place for “=”"],
    ["const a: number;", "16: Missing initializer in const declaration"],
    ["interface A { a: number b: string }", "25: TypeScript has no place for “b”: it expects “;”"],
    ["type A = string | ;", "19: TypeScript has no place for “;”"],
    ["enum A { 1 }", "10: TypeScript has no place for “1”"],
    ["function f<>() {}", "11: Type parameter list cannot be empty"],
    [
      "class A { abstract b(): void }",
      "11: Abstract methods can only appear within an abstract class",
    ],
    [
      "let a!: number = 1",
      "5: Declarations with initializers cannot also have definite assignment assertions",
    ],
    ["let a = <p>1</p>;", "15: Unterminated regular expression"],
  ]);
  itAccepts("TYPESCRIPT", [
    "class A { accessor b = 1; constructor(@C() private d: E) {} }",
    "const a = <B>(c: B) => c << 1;\nconst d = <E>f;",
    "type A<T> = { readonly [K in keyof T]?: T[K] extends infer U ? U : never };",
    "const a = <T,>(b: T): b is NonNullable<T> => b satisfies C as D;",
    "@a() export class B<T> implements C { constructor(private readonly d: T) {} }",
    "declare module 'a' { export default function b(c?: string): asserts c; }",
    `abstract class A { abstract b(): void; declare c: \`d\${string}\`; }`,
    "function f(this: A, ...b: [c: string, d?: number]): void;",
  ]);
});

it("the syntax check refuses brackets nested too deeply for a recursive parser, in every language", () => {
  for (const language of ["PYTHON", "REACT", "JAVASCRIPT", "TYPESCRIPT"] as const) {
    const text = Array(25).fill("(".repeat(80)).join("\n");
    const place = language === "PYTHON" ? "Line 3, column 41" : "Line 1, column 1";
    expect(faultsOf(text, language)).toEqual([`${place}: Nested too deeply to be read`]);
  }
});
