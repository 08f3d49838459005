/** Which Python the syntax check refuses, and at which place. CPython 3.13 decided every case. */
import { describe, expect, it } from "vitest";
import { checkSyntax } from "../../../app/code/syntax.ts";
import { faultsOf, itRefuses } from "../../support/syntax.ts";

describe("the syntax check of Python", () => {
  describe("in statements and blocks", () => {
    itRefuses("PYTHON", [
      ["print(1))", "9: Python has no place for “)”"],
      ["x = 1\nif x ==:\n    y = 2", "Line 2, column 8: Python has no place for “:”"],
      ["x =", "4: Something is missing here, says Python"],
      ["x = 1\n  y = 2", "Line 2, column 3: Unexpected indent"],
      ["if x:\n    y = 1\n  z = 2", "Line 3, column 3: No line above is indented as this one"],
      ["if x:\npass", "Line 2, column 1: An indented block is missing here"],
      ["if x", "5: Something is missing here, says Python: it expects “:”"],
      ["if x: if y: pass", "7: Python has no place for “if”"],
      ["x = 1;; y = 2", "7: Python has no place for “;”"],
      ["x = (1\ny = 2", "5: “(” is not closed"],
      // Also when a later bracket is not closed either.
      [
        "def f(a):\n    return sum(a\n\ndef g(b):\n    print(b",
        "Line 2, column 15: “(” is not closed",
      ],
      ["x = [\n    1,\nreturn x", "5: “[” is not closed"],
      ["x = (1]", "7: “]” does not close “(”"],
      ["print 'hello'", "7: Python has no place for “'”"],
      ["const x = 1;", "7: Python has no place for “x”"],
      [String.raw`x = 1 \ + 2`, String.raw`7: Behind “\” stands another line`],
      ["x = $y", "5: Python has no place for “$”"],
      ["pass\n\nx = [\n    1,\n    2", "Line 3, column 5: “[” is not closed"],
      ["@d class A: pass", "4: Python has no place for “class”"],
      ["y = 1\n@a\nx = 1", "Line 3, column 1: Behind a decorator stands a function or a class"],
      ["else: pass", "1: Python has no place for “else”"],
      ["async x = 1", "7: Python has no place for “x”"],
    ]);
  });

  describe("in strings and numbers", () => {
    itRefuses("PYTHON", [
      ["x = f('a', 'b)", "12: Unterminated string literal"],
      ["x = b'abc", "5: Unterminated string literal"],
      ['x = """a\nb', "5: Unterminated triple-quoted string literal"],
      ["x = f'a{b", "5: Unterminated string literal"],
      ["x = f'a{b}", "5: Unterminated string literal"],
      ['x = f"{a b}"', "10: Python has no place for “b”: it expects “}”"],
      ['x = f"{a}}"', "10: A brace closes nothing: write it twice"],
      ['x = f"{}"', "8: Python has no place for “}”"],
      ['x = f"{a!x}"', "10: Behind “!” stands “s”, “r” or “a”"],
      ['x = f"{a! r}"', "11: Behind “!” stands “s”, “r” or “a”"],
      ['x = f"{*a}"', "8: Nothing takes what “*” unpacks here"],
      ['x = f"{lambda: a}"', "15: Something is missing here, says Python"],
      ['x = f"{a:{b:{c:{d}}}}"', "16: Formats in formats, too deeply to be read"],
      [String.raw`x = "\x1"`, "6: This escape is not complete"],
      [String.raw`x = "\N{BULLET"`, "6: This escape is not complete"],
      [String.raw`x = f"{a}\x1"`, "10: This escape is not complete"],
      ["x = b'a' 'b'", "10: Bytes and text do not join"],
      ["x = ub'a'", "7: Python has no place for “'”"],
      ["x = 0777", "5: Not a number of Python"],
      ["x = 1__0", "5: Not a number of Python"],
      ["x = 1e", "5: Not a number of Python"],
      ["x = 0b12", "5: Not a number of Python"],
      ["x = 0or y", "5: Not a number of Python"],
      ["x = 1_a", "5: Not a number of Python"],
    ]);
  });

  describe("in targets", () => {
    itRefuses("PYTHON", [
      ["5 = x", "1: Cannot assign to “5”"],
      ["f() = 1", "1: Cannot assign to “f()”"],
      ['"a" = 2', '1: Cannot assign to “"a"”'],
      ["x = y + 1 = 2", "5: Cannot assign to “y + 1”"],
      ["if x:\n    None = 1", "Line 2, column 5: Cannot assign to “None”"],
      ["x = yield = 1", "5: Cannot assign to “yield”"],
      ["f() += 1", "1: Cannot assign to “f()”"],
      ["a, b += 1", "1: Cannot assign to “a, b”"],
      ["f(): int = 1", "1: Cannot assign to “f()”"],
      ["a, b: int = 1", "1: Only one name at a time has a type"],
      ["[a]: int", "1: Only one name at a time has a type"],
      ["x: int, y: int", "7: Python has no place for “,”"],
      ["del f()", "5: Cannot delete “f()”"],
      ["del *a", "5: Python has no place for “*”"],
      ["for f() in x: pass", "5: Cannot assign to “f()”"],
      ["for *a in b: pass", "5: Nothing takes what “*” unpacks here"],
      ["[x for 1 in y]", "8: Cannot assign to “1”"],
      ["with a as 1: pass", "11: Cannot assign to “1”"],
      ["*a = 1", "1: Nothing takes what “*” unpacks here"],
      ["x = *a", "5: Nothing takes what “*” unpacks here"],
      ["*a, *b = c", "5: Only one name of an assignment takes the rest"],
      ["(*a) = b", "2: Nothing takes what “*” unpacks here"],
      ["a := 1", "3: “:=” stands in parentheses here"],
      ["assert x := 1", "10: “:=” stands in parentheses here"],
      ["(a.b := 1)", "2: “:=” gives a value to a name alone"],
      ["f(a=b := 1)", "7: “:=” stands in parentheses here"],
      ["{a: b := 1}", "7: “:=” stands in parentheses here"],
      ["[a := 1 for a in b]", "2: “a” is a variable of the comprehension"],
      ["[a for a in (b := c)]", "13: “:=” inside of what a comprehension iterates over"],
      ["__debug__ = 1", "1: Cannot assign to “__debug__”"],
    ]);
  });

  describe("in operators", () => {
    itRefuses("PYTHON", [
      ["await await f()", "7: Python has no place for “await”"],
      ["a not b", "3: Python has no place for “not”"],
      ["a == not b", "6: Python has no place for “not”"],
      ["- not a", "3: Python has no place for “not”"],
      ["a <> b", "4: Python has no place for “>”"],
      ["a if b", "7: Something is missing here, says Python: it expects “else”"],
      ["x = a..b", "7: Python has no place for “.”"],
      ["x = 1 if y else", "16: Something is missing here, says Python"],
      ["lambda: yield", "9: Python has no place for “yield”"],
      ["lambda (a): a", "8: Python has no place for “(”"],
    ]);
  });

  describe("in arguments and parameters", () => {
    itRefuses("PYTHON", [
      ["f(a=1, 2)", "8: Positional argument follows keyword argument"],
      ["f(**a, *b)", "8: “*” stands before “**”"],
      ["f(a=1, a=2)", "8: “a” is given twice"],
      ["f(a.b=1)", "6: Python has no place for “=”: it expects “)”"],
      ["f(x for x in y, 1)", "3: A generator beside other arguments stands in parentheses"],
      ["f(x for x in y,)", "3: A generator beside other arguments stands in parentheses"],
      [
        "class A(x for x in y): pass",
        "9: A generator beside other arguments stands in parentheses",
      ],
      ["class A(b=1, C): pass", "14: Positional argument follows keyword argument"],
      ["def f(a, a): pass", "10: “a” is a parameter already"],
      ["lambda a, *a: 1", "12: “a” is a parameter already"],
      ["def f(a=1, b): pass", "12: Parameter without a default follows parameter with a default"],
      ["def f(*): pass", "8: Python has no place for “)”"],
      ["def f(*, **a): pass", "8: Python has no place for “,”"],
      ["def f(*a, *b): pass", "11: Python has no place for “*”"],
      ["def f(**a, b): pass", "12: Python has no place for “b”: it expects “)”"],
      ["def f(/, a): pass", "7: Python has no place for “/”"],
      ["def f(*a=1): pass", "9: Python has no place for “=”: it expects “)”"],
      ["def f(a: *b): pass", "10: Python has no place for “*”"],
      ["def f[T, T](): pass", "10: “T” is a parameter already"],
      [
        "def f[T = int, U](): pass",
        "16: Parameter without a default follows parameter with a default",
      ],
      ["class A[]: pass", "9: Python has no place for “]”"],
      ["type A = int,", "13: Python has no place for “,”"],
      ["a[]", "3: Python has no place for “]”"],
      ["a[b:c:d:e]", "8: Python has no place for “:”: it expects “]”"],
    ]);
  });

  describe("in comprehensions", () => {
    itRefuses("PYTHON", [
      ["[*a for a in b]", "2: Nothing takes what “*” unpacks here"],
      ["{**a for a in b}", "6: Python has no place for “for”: it expects “}”"],
      ["{a: b, c}", "9: Python has no place for “}”: it expects “:”"],
      ["{**a: b}", "5: Python has no place for “:”: it expects “}”"],
      ["{**a, b}", "8: Python has no place for “}”: it expects “:”"],
      ["[x for x in a, b]", "14: Python has no place for “,”: it expects “]”"],
      ["[x for x in a if b else c]", "20: Python has no place for “else”: it expects “]”"],
      ["[(yield x) for x in y]", "2: “yield” inside of a comprehension"],
    ]);
  });

  describe("in imports", () => {
    itRefuses("PYTHON", [
      ["import a,", "10: Something is missing here, says Python"],
      ["import a as b.c", "14: Python has no place for “.”"],
      ["from import b", "1: “from” what?"],
      ["from a import b,", "17: Something is missing here, says Python"],
      ["from a import ()", "16: Python has no place for “)”"],
      ["from a import (*)", "16: Python has no place for “*”"],
      ["def f(): from a import *", "10: “import *” inside of a function or a class"],
      ["from __future__ import braces", "24: No feature of Python is called “braces”"],
      [
        "x = 1\nfrom __future__ import annotations",
        "Line 2, column 1: “from __future__” stands before all other code",
      ],
    ]);
  });

  describe("in words in the wrong place", () => {
    itRefuses("PYTHON", [
      ["while x:\n    def f(): continue", "Line 2, column 14: “continue” outside of a loop"],
      ["def f():\n    if x: break", "Line 2, column 11: “break” outside of a loop"],
      ["class A: break", "10: “break” outside of a loop"],
      ["def f(): await x", "10: “await” outside of an async function"],
      [
        "def f():\n    async with x: pass",
        "Line 2, column 5: “async with” outside of an async function",
      ],
      ["def f(): return [x async for x in y]", "20: “async for” outside of an async function"],
      ["def f(): return [await x for x in y]", "18: “await” outside of an async function"],
      ["lambda: await x", "9: “await” outside of an async function"],
      ["class A: await x", "10: “await” outside of an async function"],
      ["async def f(): yield from x", "16: “yield from” inside of an async function"],
      [
        "async def f():\n    yield 1\n    return 2",
        "Line 3, column 5: “return” with a value where “yield” gives them",
      ],
      ["class A: return 1", "10: “return” outside of a function"],
      ["class A: yield 1", "10: “yield” outside of a function"],
      ["type A = (yield)", "10: “yield” inside of a type"],
      ["x = 1\nglobal x", "Line 2, column 1: “x” is used before it is global"],
      ["global a,", "10: Something is missing here, says Python"],
      ["def f(x):\n    nonlocal x", "Line 2, column 5: “x” is a parameter, and nonlocal"],
      ["def f():\n    global x\n    nonlocal x", "Line 3, column 5: “x” is global, and nonlocal"],
      [
        "def f():\n    global x\n    x: int = 1",
        "Line 3, column 5: “x” is declared, and has a type",
      ],
    ]);
  });

  describe("in handlers", () => {
    itRefuses("PYTHON", [
      ["try: pass", "1: “try” without “except”"],
      ["try: x\nelse: y", "1: “try” without “except”"],
      ["try: x\nexcept: y\nexcept A: z", "Line 2, column 1: “except” for all is not the last"],
      ["try: x\nexcept* : y", "Line 2, column 1: “except*” of what?"],
      ["try: x\nexcept A: y\nexcept* B: z", "Line 3, column 1: “except” and “except*” do not mix"],
      ["try: x\nexcept A, B: y", "Line 2, column 9: Python has no place for “,”: it expects “:”"],
      [
        "while x:\n    try: x\n    except* A: break",
        "Line 3, column 16: “break” leaves an “except*”",
      ],
      ["with a, b,: pass", "11: Python has no place for “:”"],
      ["with (a as b), c: pass", "9: Python has no place for “as”: it expects “)”"],
      ["with (a as b, c: pass", "6: “(” is not closed"],
    ]);
  });

  describe("in patterns", () => {
    itRefuses("PYTHON", [
      ["match a, b:\n    case c, c: d()", "Line 2, column 13: “c” is bound twice"],
      ["match a, b:\n    case c:\n        1 = 2", "Line 3, column 9: Cannot assign to “1”"],
      [
        "match x:\n    case a: pass\n    case b: pass",
        "Line 2, column 10: No case behind this one is reached",
      ],
      [
        "match x:\n    case a | 1: pass",
        "Line 2, column 10: No pattern behind this one is reached",
      ],
      [
        "match x:\n    case [a] | 1: pass",
        "Line 2, column 10: The patterns do not bind the same names",
      ],
      ["match x:\n    case [a, a]: pass", "Line 2, column 14: “a” is bound twice"],
      [
        "match x:\n    case [*a, *b]: pass",
        "Line 2, column 15: Only one name of a pattern takes the rest",
      ],
      ["match x:\n    case *a: pass", "Line 2, column 10: Nothing takes what “*” unpacks here"],
      ["match x:\n    case A(b=1, c): pass", "Line 2, column 17: What has a name comes last"],
      ["match x:\n    case A(b=1, b=2): pass", "Line 2, column 17: “b” is given twice"],
      ["match x:\n    case {a: 1}: pass", "Line 2, column 11: A key of a pattern is a plain value"],
      ["match x:\n    case {'a': 1, 'a': 2}: pass", "Line 2, column 19: “'a'” is a key already"],
      [
        "match x:\n    case {**a, 'b': 1}: pass",
        "Line 2, column 16: Python has no place for “'”: it expects “}”",
      ],
      ["match x:\n    case f'{a}': pass", "Line 2, column 10: A pattern is no f-string"],
      ["match x:\n    case 1 + 1: pass", "Line 2, column 14: Python has no place for “1”"],
      ["match x:\n    case 1 as _: pass", "Line 2, column 15: Python has no place for “_”"],
      ["match x:\n    case +1: pass", "Line 2, column 10: Python has no place for “+”"],
      ["match x: pass", "7: Python has no place for “x”"],
    ]);
  });

  it("refuses a text without code", () => {
    expect(faultsOf("# why", "PYTHON")).toEqual(["Line 1, column 1: Nothing but comments"]);
  });

  it.each([
    ["x = b'é'", 4, "Bytes have ASCII characters only"],
    ["if x:\n        y = 1\n\tz = 2", 21, "Tabs and blanks are mixed"],
    ["if x:\n\ty = 1\n        z = 2", 21, "Tabs and blanks are mixed"],
    ["x = 1 \\\n", 6, "Behind “\\” stands another line"],
    ["x = 1 \u00a0+ 2", 6, "Python has no place for “\u00a0”"],
  ])("refuses %j, which is no snippet either", (text, at, message) => {
    expect(checkSyntax(text, "PYTHON")).toEqual([{ at, message }]);
  });

  it("lists all faults after which it could go on, in order", () => {
    expect(faultsOf("class A:\n    return\n    yield\n    await b", "PYTHON")).toEqual([
      "Line 2, column 5: “return” outside of a function",
      "Line 3, column 5: “yield” outside of a function",
      "Line 4, column 5: “await” outside of an async function",
    ]);
  });
});
