/** Where a piece of Python may begin. */
import { describe } from "vitest";
import { testMarks } from "../../support/marked-code.ts";

describe("a piece of Python", () => {
  testMarks("PYTHON", [
    [
      "begins at each statement, but not at the first of a block",
      `
|total = 0
|for price in prices:
     total += price
|    count += 1
|print(total)
`,
    ],
    [
      "begins at no branch of a statement",
      `
|if a:
     b()
|    c()
 elif d:
     e()
 else:
     f()
|try:
     g()
 except OSError as error:
     h()
|    i()
 else:
     j()
 finally:
     k()
`,
    ],
    [
      "keeps decorators, headers and docstrings together",
      `
|@dataclass(
     frozen=True,
 )
 @final
 class Point:
     """A point."""

|    x: int = 0
|    y: int = 0

|    @property
     def norm(self):
         for value in self:
             yield value
`,
    ],
    [
      "keeps statements of several lines together, and those that share a line",
      `
|first = {
     "a": 1,
     "b": 2,
 }
|second = """
 # no comment
     text
 """
|a(); b()
|if a: b(); c()
|d()
`,
    ],
    [
      "begins with the comments above its statement",
      `
|# A header

 # of two
 def f():
     # First
     a()
|    # Second
     b()
|    # Last
 # Then
 c()
 # End
`,
    ],
    [
      "does not take the end of a string for a comment",
      `
|a = """
 # text"""
|b = 1
`,
    ],
    [
      "begins at each case but the first",
      `
|match point, 1:
     case (0, _), 1:
         a()
|        b()
|    case (
         Point(x=1)
         | Line()
     ) if x:
         c()
|    case _:
         d()
`,
    ],
    [
      "divides a literal only when it is too long",
      `
|short = [
     1,
     2,
     3,
     4,
 ]
|long = {
     "a": 1,
|    "b": f(
         2,
         3,
     ),
|    # A comment
     **rest,
|    "c": 4,
 }
`,
    ],
    [
      "divides only what is too long in a literal",
      `
|plot(
     [
         1,
|        2,
|        3,
|        4,
|        5,
|        6,
     ],
|    {
         "a": 1,
         "b": 2,
     },
|    size=3,
 )
`,
    ],
  ]);
});
