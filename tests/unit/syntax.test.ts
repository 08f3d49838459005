/** Which code the syntax check refuses, and at which place. For Python, CPython 3.11 decided every case. */
import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../app/code/diagnostics.ts";
import { checkSnippet } from "../../app/code/rules.ts";
import type { Language } from "../../app/engine/plan.ts";

/** The fault of a snippet with too few or too many lines, which these tests leave out. */
const LINE_COUNT_FAULT = /^EASY has/;

const faultsOf = (text: string, language: Language) =>
  checkSnippet(text, language, "EASY")
    .map(formatDiagnostic)
    .filter((fault) => !LINE_COUNT_FAULT.test(fault));

/** Tests that each program is refused with the given first fault, whose `Line 1, column ` is left out. */
const itRefuses = (language: Language, programs: [string, string][]) =>
  it.each(programs)("refuses %j", (text, fault) => {
    const [first = "nothing"] = faultsOf(text, language);
    expect(first.replace(/^Line 1, column (?=\d)/, "")).toBe(fault);
  });

const itAccepts = (language: Language, programs: string[]) =>
  it.each(programs)("accepts %j", (text) => expect(faultsOf(text, language)).toEqual([]));

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

describe("the syntax check of Python", () => {
  itRefuses("PYTHON", [
    ["print(1))", "9: Python has no place for “)”"],
    ["x = 1\nif x ==:\n    y = 2", "Line 2, column 8: Python has no place for “:”"],
    ["x =", "4: Something is missing here, says Python"],
    ["x = 1\n  y = 2", "Line 2, column 3: Unexpected indent"],
    ["if x:\n    y = 1\n  z = 2", "Line 3, column 3: Indentation error"],
    ["print 'hello'", "7: Python has no place for “'”"],
    ["const x = 1;", "7: Python has no place for “x”"],
    ["# why", "1: Nothing but comments"],
    // Strings and numbers.
    ["x = f('a', 'b)", "12: Unterminated string literal"],
    ['x = """a\nb', "5: Unterminated triple-quoted string literal"],
    ['x = f"{a b}"', "5: f-string: invalid syntax in interpolated expression"],
    ['x = f"{a}}"', "5: A brace closes nothing: write it twice"],
    [String.raw`x = "\x1"`, "5: An escape has too few digits"],
    ["x = b'a' 'b'", "10: Bytes and text do not join"],
    ["x = 0777", "5: Not a number of Python"],
    ["x = 1__0", "5: Not a number of Python"],
    ["x = 1e", "5: Not a number of Python"],
    // Targets.
    ["5 = x", "1: Cannot assign to “5”"],
    ["f() = 1", "1: Cannot assign to “f()”"],
    ['"a" = 2', '1: Cannot assign to “"a"”'],
    ["x = y + 1 = 2", "5: Cannot assign to “y + 1”"],
    ["if x:\n    None = 1", "Line 2, column 5: Cannot assign to “None”"],
    ["f() += 1", "1: Cannot assign to “f()”"],
    ["a, b += 1", "1: Cannot assign to “a, b”"],
    ["f(): int = 1", "1: Cannot assign to “f()”"],
    ["a, b: int = 1", "1: Only one name at a time has a type"],
    ["[a]: int", "1: Only one name at a time has a type"],
    ["del f()", "5: Cannot assign to “f()”"],
    ["for f() in x: pass", "5: Cannot assign to “f()”"],
    ["[x for 1 in y]", "8: Cannot assign to “1”"],
    ["with a as 1: pass", "11: Cannot assign to “1”"],
    ["*a = 1", "1: Nothing takes what “*” unpacks here"],
    ["x = *a", "5: Nothing takes what “*” unpacks here"],
    ["*a, *b = c", "5: Only one name of an assignment takes the rest"],
    ["a := 1", "1: “:=” stands in parentheses here"],
    ["(a.b := 1)", "2: “:=” gives a value to a name alone"],
    // Arguments.
    ["f(a=1, 2)", "8: Positional argument follows keyword argument"],
    ["f(a=1, a=2)", "8: “a” is given twice"],
    ["f(x for x in y, 1)", "3: A generator beside other arguments stands in parentheses"],
    ["def f(a, a): pass", "10: “a” is a parameter already"],
    ["lambda a, *a: 1", "12: “a” is a parameter already"],
    ["def f(a=1, b): pass", "13: Parameter without a default follows parameter with a default"],
    ["class A(b=1, C): pass", "14: A base stands before what has a name"],
    // Keywords in the wrong place.
    ["if x: break", "7: “break” outside of a loop"],
    ["while x:\n    def f(): continue", "Line 2, column 14: “continue” outside of a loop"],
    ["for x in y: pass\nelse: break", "Line 2, column 7: “break” outside of a loop"],
    ["def f(): await x", "10: “await” outside of an async function"],
    [
      "def f():\n    async with x: pass",
      "Line 2, column 5: “async with” outside of an async function",
    ],
    ["def f(): return [x async for x in y]", "30: “async for” outside of an async function"],
    ["async def f(): yield from x", "16: “yield from” inside of an async function"],
    [
      "async def f():\n    yield 1\n    return 2",
      "Line 3, column 5: “return” with a value where “yield” gives them",
    ],
    ["class A: return 1", "10: “return” outside of a function"],
    ["class A: yield 1", "10: “yield” outside of a function"],
    ["[(yield x) for x in y]", "3: “yield” inside of a comprehension"],
    ["def f(): from a import *", "10: “import *” inside of a function or a class"],
    ["from import b", "1: “from” what?"],
    ["match a, b:\n    case c, c: d()", "Line 2, column 9: “c” is bound twice"],
    ["match a, b:\n    case c:\n        1 = 2", "Line 3, column 9: Cannot assign to “1”"],
    ["x = 1\nglobal x", "Line 2, column 1: “x” is used before it is global"],
    ["def f(x):\n    nonlocal x", "Line 2, column 5: “x” is a parameter, and nonlocal"],
    ["try: pass", "1: “try” without “except”"],
    ["try: x\nexcept: y\nexcept A: z", "Line 2, column 1: “except” for all is not the last"],
    ["try: x\nexcept* : y", "Line 2, column 1: “except*” of what?"],
    ["y = 1\n@a\nx = 1", "Line 2, column 1: Invalid decorator target"],
    // Patterns.
    [
      "match x:\n    case a: pass\n    case b: pass",
      "Line 2, column 10: No case behind this one is reached",
    ],
    ["match x:\n    case a | 1: pass", "Line 2, column 10: No pattern behind this one is reached"],
    [
      "match x:\n    case [a] | 1: pass",
      "Line 2, column 10: The patterns do not bind the same names",
    ],
    ["match x:\n    case [a, a]: pass", "Line 2, column 10: “a” is bound twice"],
    [
      "match x:\n    case [*a, *b]: pass",
      "Line 2, column 15: Only one name of a pattern takes the rest",
    ],
    ["match x:\n    case A(b=1, c): pass", "Line 2, column 17: What has a name comes last"],
    ["match x:\n    case {a: 1}: pass", "Line 2, column 11: A key of a pattern is a plain value"],
  ]);
  itAccepts("PYTHON", [
    "def a():\n    global b\n    global b, c",
    "match a % 3, a % 5:\n    case 0, 0: b()\n    case _, c if c > a: d()\n    case (1, e), *_: f()",
    "match a,:\n    case 0,: b()",
    "match = lambda a, b: a",
    "match, case = {1: 2, 3: 4}, a[1:2]",
    "return a",
    "x = yield",
    "await a",
    "async with a as b: yield b",
    "nonlocal a",
    '"Says why."',
    "a, (b, *c), d.e, f[0] = *g, h",
    "x = (1_000, 0xFF_FF, 1e-5, 3j, .5, 5., 00, 1_0.0_1e1_0j)",
    String.raw`x = "\x41\u0041\N{BULLET}\q" r"\x"; y = b"\u" rb"\x"`,
    `x = f"{{{a!r:>{b}}}} {c['}']} {d = }"`,
    "def f(a, /, b=1, *c: int, d, **e) -> int: return *a, b",
    "f(*a, *b, c=1, **d, **e)",
    "f((x for x in y), 1); g(x for x in y)",
    "while chunk := read(): use(x[n := 1], (m := 2))",
    "with (open(a) as b, open(c) as d): pass",
    "def f(): return (x async for x in y)",
    "for x in y:\n    if x: break\nelse: pass",
    "match a:\n    case [x, *_] | {'y': x} if x: pass\n    case B(1, d=2) | -1j | None | e.f: pass\n    case _: pass",
    "try: a\nexcept* (A, B) as c: raise D from c\nelse: e\nfinally: f",
    "@a.b[0](c)\nclass D(e.F, *g, metaclass=H): x: int; y: int = 1",
    "type A[T: int] = list[T]",
    "global a; a = 1",
  ]);
});

it("the syntax check refuses brackets nested too deeply for a recursive parser, in every language", () => {
  for (const language of ["PYTHON", "REACT", "JAVASCRIPT", "TYPESCRIPT"] as const) {
    const text = Array(25).fill("(".repeat(80)).join("\n");
    expect(faultsOf(text, language)).toEqual(["Line 1, column 1: Nested too deeply to be read"]);
  }
});
