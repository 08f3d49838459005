/**
 * What CPython refuses when it has parsed, looked for in the tree that py-ast gives: targets, names given
 * twice, words where they mean nothing. A snippet may be what stands inside of a function: outside of all
 * functions `return`, `yield` and `await` pass.
 */
import { type ASTNodeUnion, isASTNode, iterFields } from "py-ast";
import type { Node, Place, Reading } from "./python-nodes.ts";
import { caseFaults, patternFaults } from "./python-patterns.ts";
import type { Placed, Text } from "./python-text.ts";
import { quoted, type SyntaxFault } from "./words.ts";

type Expression = Node<"Expr">["value"];
type Definition = Node<"FunctionDef" | "AsyncFunctionDef" | "Lambda">;

const parametersOf = ({ args }: Definition) =>
  [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg].flatMap(
    (one) => one ?? [],
  );

/** What of `items` has a name that one before it has. */
function repeated<Item>(items: Item[], nameOf: (item: Item) => string | undefined): Item[] {
  const names = items.map(nameOf);
  return items.filter((_, index) => {
    const name = names[index];
    return name !== undefined && names.indexOf(name) < index;
  });
}

function target(node: Expression, reading: Reading): void {
  if (node.nodeType === "Starred") target(node.value, reading);
  else if (node.nodeType === "Tuple" || node.nodeType === "List") {
    const [, second] = node.elts.filter(({ nodeType }) => nodeType === "Starred");
    if (second) reading.say(second, "Only one name of an assignment takes the rest");
    for (const one of node.elts) target(one, reading);
  } else if (!/^(Name|Attribute|Subscript)$/.test(node.nodeType)) {
    reading.say(node, `Cannot assign to “${quoted(reading.text.of(node), 0, Infinity)}”`);
  }
}

/** Of `x := 1`, which is a part of an expression and no statement. */
function parenthesized(value: Expression | undefined, { say, text }: Reading): void {
  if (value?.nodeType !== "NamedExpr") return;
  if (text.code.slice(0, text.at(value)).trimEnd().endsWith("(")) return;
  say(value, "“:=” stands in parentheses here");
}

/** Whether the first bracket is closed by the last one. */
function isWrapped(text: string): boolean {
  let depth = 0;
  const signs = text.replace(/"[^"]*"|'[^']*'/g, "_");
  const end = [...signs].findIndex((sign) => {
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    return depth === 0;
  });
  return signs.startsWith("(") && end === signs.length - 1;
}

function call({ args, keywords }: Node<"Call">, { say, text }: Reading): void {
  for (const one of repeated(keywords, ({ arg }) => arg)) say(one, `“${one.arg}” is given twice`);
  if (args.length + keywords.length < 2) return;
  for (const one of args) {
    if (one.nodeType === "GeneratorExp" && !isWrapped(text.of(one))) {
      say(one.elt, "A generator beside other arguments stands in parentheses");
    }
  }
}

function definition(node: Definition, { say }: Reading): void {
  for (const one of repeated(parametersOf(node), ({ arg }) => arg)) {
    say(one, `“${one.arg}” is a parameter already`);
  }
}

function handlers(node: Node<"Try" | "TryStar">, { say }: Reading): void {
  const [without] = node.handlers.filter(({ type }) => !type);
  if (node.handlers.length === 0 && (node.finalbody.length === 0 || node.orelse.length > 0)) {
    say(node, "“try” without “except”");
  }
  if (without && (without !== node.handlers.at(-1) || node.nodeType === "TryStar")) {
    say(
      without,
      node.nodeType === "Try" ? "“except” for all is not the last" : "“except*” of what?",
    );
  }
}

const outside = (what: string, where: string) => `“${what}” outside of ${where}`;

function loopWord(node: Node<"Break" | "Continue">, { place, say }: Reading): void {
  if (!place.loop) say(node, outside(node.nodeType.toLowerCase(), "a loop"));
}

function waiting(node: Placed, what: string, { place, say }: Reading): void {
  if (/^(function|class)$/.test(place.body)) say(node, outside(what, "an async function"));
}

function yielding(node: Node<"Yield" | "YieldFrom">, { place, say }: Reading): void {
  if (place.comprehension) say(node, "“yield” inside of a comprehension");
  else if (place.body === "class") say(node, outside("yield", "a function"));
  else if (place.body === "async" && node.nodeType === "YieldFrom") {
    say(node, "“yield from” inside of an async function");
  }
}

function returning(node: Node<"Return">, reading: Reading): void {
  const { place, say } = reading;
  if (place.body === "class") say(node, outside("return", "a function"));
  if (place.body === "async" && place.yields && node.value) {
    say(node, "“return” with a value where “yield” gives them");
  }
  parenthesized(node.value, reading);
}

function declared(node: Node<"Global" | "Nonlocal">, { place, say }: Reading): void {
  const word = node.nodeType.toLowerCase();
  for (const name of node.names) {
    if (place.parameters.has(name)) say(node, `“${name}” is a parameter, and ${word}`);
    // To say the same twice is allowed.
    else if (place.met.has(name) && !place.met.has(`${word} ${name}`))
      say(node, `“${name}” is used before it is ${word}`);
    place.met.add(name).add(`${word} ${name}`);
  }
}

type Rules = { [Type in ASTNodeUnion["nodeType"]]?: (node: Node<Type>, reading: Reading) => void };

const RULES: Rules = {
  Name: ({ id }, { place }) => place.met.add(id),
  Assign: ({ targets, value }, reading) => {
    for (const one of targets) target(one, reading);
    parenthesized(value, reading);
  },
  AnnAssign: (node, reading) => {
    if (/^(Tuple|List)$/.test(node.target.nodeType)) {
      reading.say(node, "Only one name at a time has a type");
    } else target(node.target, reading);
    parenthesized(node.value, reading);
  },
  NamedExpr: (node, { say }) => {
    if (node.target.nodeType !== "Name") say(node, "“:=” gives a value to a name alone");
  },
  Expr: ({ value }, reading) => parenthesized(value, reading),
  AugAssign: ({ value }, reading) => parenthesized(value, reading),
  For: (node, reading) => target(node.target, reading),
  AsyncFor: (node, reading) => {
    target(node.target, reading);
    waiting(node, "async for", reading);
  },
  AsyncWith: (node, reading) => waiting(node, "async with", reading),
  Comprehension: (node, reading) => {
    target(node.target, reading);
    if (node.is_async) waiting(node.target, "async for", reading);
  },
  Call: call,
  FunctionDef: definition,
  AsyncFunctionDef: definition,
  Lambda: definition,
  ClassDef: ({ bases, keywords }, { say, text: { at } }) => {
    const [first] = keywords;
    const late = bases.find((one) => first && one.nodeType !== "Starred" && at(one) > at(first));
    if (late) say(late, "A base stands before what has a name");
  },
  ImportFrom: (node, { place, say }) => {
    if (!node.module && !node.level) say(node, "“from” what?");
    if (place.body !== "snippet" && node.names.some(({ name }) => name === "*")) {
      say(node, "“import *” inside of a function or a class");
    }
  },
  Try: handlers,
  TryStar: handlers,
  Break: loopWord,
  Continue: loopWord,
  Await: (node, reading) => waiting(node, "await", reading),
  Yield: yielding,
  YieldFrom: yielding,
  Return: returning,
  Global: declared,
  Nonlocal: declared,
  Match: ({ cases }, reading) => caseFaults(cases, reading),
  MatchCase: ({ pattern }, reading) => patternFaults(pattern, reading),
};

/** Where `*` may stand before a value. */
const UNPACKS = new Set(["Tuple", "List", "Set", "Call", "ClassDef", "Subscript", "Arg"]);

const COMPREHENSIONS = new Set(["ListComp", "SetComp", "DictComp", "GeneratorExp"]);

function isYielding(node: ASTNodeUnion): boolean {
  if (/^Yield/.test(node.nodeType)) return true;
  if (/Def$|^Lambda$/.test(node.nodeType)) return false;
  return childrenOf(node).some(([, children]) => children.some(isYielding));
}

function childrenOf(node: ASTNodeUnion): [string, ASTNodeUnion[]][] {
  return [...iterFields(node)].map(([field, value]) => [field, [value].flat().filter(isASTNode)]);
}

/** What surrounds that part of `node`. */
function within(node: ASTNodeUnion, field: string, place: Place): Place {
  if (COMPREHENSIONS.has(node.nodeType)) {
    // Only a generator is not run where it stands, and may wait in any function.
    const waits = node.nodeType === "GeneratorExp" && place.body === "function";
    const body = waits ? "async" : place.body;
    return { ...place, body, comprehension: true, met: new Set() };
  }
  if (field !== "body") return place;
  const fresh = { loop: false, comprehension: false, yields: false, met: new Set<string>() };
  if (/^(For|AsyncFor|While)$/.test(node.nodeType)) return { ...place, loop: true };
  if (node.nodeType === "ClassDef") return { ...fresh, body: "class", parameters: new Set() };
  if (!/^(FunctionDef|AsyncFunctionDef|Lambda)$/.test(node.nodeType)) return place;
  return {
    ...fresh,
    body: node.nodeType === "AsyncFunctionDef" ? "async" : "function",
    yields: [(node as Definition).body].flat().some(isYielding),
    parameters: new Set(parametersOf(node as Definition).map(({ arg }) => arg)),
  };
}

function read(node: ASTNodeUnion, reading: Reading): void {
  const rule = RULES[node.nodeType] as ((node: ASTNodeUnion, reading: Reading) => void) | undefined;
  rule?.(node, reading);
  for (const [field, children] of childrenOf(node)) {
    const place = within(node, field, reading.place);
    for (const child of children) {
      if (child.nodeType === "Starred" && !UNPACKS.has(node.nodeType)) {
        reading.say(child, "Nothing takes what “*” unpacks here");
      }
      read(child, { ...reading, place });
    }
  }
}

export function treeFaults(module: ASTNodeUnion, text: Text): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  const place: Place = {
    body: "snippet",
    loop: false,
    comprehension: false,
    yields: false,
    parameters: new Set(),
    met: new Set(),
  };
  const say = (node: Placed, message: string) => faults.push({ at: text.at(node), message });
  read(module, { place, say, text });
  return faults;
}
