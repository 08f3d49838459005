/** Where a piece of JavaScript may begin, and of the languages built on it. */
import { describe } from "vitest";
import { testMarks } from "../../support/marked-code.ts";

const SCRIPTS: [string, string][] = [
  [
    "begins at each statement, but not at the first of a block",
    `
|import { a } from "a";

|export function f(x) {
   if (x) return 1;
|  for (const y of x) {
     g(y);
|    h(y);
   }
|  return 2;
 }
`,
  ],
  [
    "begins at no branch, and with no closing bracket",
    `
|if (a) {
   b();
|  c();
 } else if (d) {
   e();
 } else {
   f();
|  g();
 }
|try {
   h();
 } catch {
   i();
 } finally {
   j();
 }
|do {
   k();
 } while (l);
|if (m)
   n();
 else
   o();
`,
  ],
  [
    "begins within the body of a function in an expression, but not in a template",
    `
|const timer = setTimeout(() => {
   "use strict";
|  a();
|  b();
 }, 100);
|const text = \`
   \${list.map((x) => {
     a();
     return b();
   })}
 \`;
`,
  ],
  [
    "keeps statements of several lines together, and those that share a line",
    `
|const all = list
   .filter(Boolean)
   .map((x) => x + 1);
|a(); b();
|c({
   d: 1,
   e: 2,
 });
`,
  ],
  [
    "begins with the comments above its statement",
    `
|// A header

 /*
  * of two
  */
 function f() {
   // First
   a();
|  /* Second */
   b(); // and
|  /* third */ c();
   // Last
 }
|// Then
 d();
 // End
`,
  ],
  [
    "begins at each member of a class but the first",
    `
|class Stack {
   #items = [];
|  size = 0;

|  // Adds
   push(item) {
     this.#items.push(item);
|    this.size += 1;
   }

|  static {
     register(Stack);
   }
 }
`,
  ],
  [
    "begins at a method of an object, and at what follows it",
    `
|const lamp = {
   color: "red",
   on: false,
|  toggle() {
     this.on = !this.on;
   },
|  volts: 12,
   amps: 2,
|  log: () => {
     a();
   },
 };
`,
  ],
  [
    "begins at each case that has a body of its own",
    `
|switch (key) {
   case "a":
     left();
     break;
|  case "b":
   case "c":
     right();
     break;
|  // Otherwise
   default: {
     stay();
|    wait();
   }
 }
`,
  ],
  [
    "divides a case only when it is too long",
    `
|switch (key) {
   case "a":
     a();
|    b();
|    c();
|    d();
|    break;
|  default:
     e();
 }
`,
  ],
  [
    "divides a literal only when it is too long",
    `
|const short = [
   1,
   2,
   3,
   4,
 ];
|const long = {
   a: 1,
|  b: [
     2,
     3,
   ],
|  // A comment
   ...rest,
|  c: 4,
 };
`,
  ],
];

describe.each(["JAVASCRIPT", "REACT", "TYPESCRIPT"] as const)("a piece of %s", (language) => {
  testMarks(language, SCRIPTS);
});
