/**
 * Finds errors that CPython raises after parsing and py-ast does not: invalid targets, repeated names, and
 * keywords in the wrong place. A snippet may be the body of a function, so `return`, `yield` and `await` are
 * allowed outside of functions.
 */
import { type ASTNodeUnion, isASTNode, iterFields } from "py-ast";
import { quote, type SyntaxDiagnostic } from "./messages.ts";
import type { Node, RuleContext, Scope } from "./python-nodes.ts";
import { checkCases, checkPattern } from "./python-patterns.ts";
import type { Located, SourceText } from "./python-text.ts";

type Expression = Node<"Expr">["value"];
type Definition = Node<"FunctionDef" | "AsyncFunctionDef" | "Lambda">;

const parametersOf = ({ args }: Definition) =>
  [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg].flatMap(
    (one) => one ?? [],
  );

/** Returns the items whose name an earlier item has. */
function repeated<Item>(items: Item[], nameOf: (item: Item) => string | undefined): Item[] {
  const names = items.map(nameOf);
  return items.filter((_, index) => {
    const name = names[index];
    return name !== undefined && names.indexOf(name) < index;
  });
}

function checkTarget(node: Expression, context: RuleContext): void {
  if (node.nodeType === "Starred") checkTarget(node.value, context);
  else if (node.nodeType === "Tuple" || node.nodeType === "List") {
    const [, second] = node.elts.filter(({ nodeType }) => nodeType === "Starred");
    if (second) context.report(second, "Only one name of an assignment takes the rest");
    for (const one of node.elts) checkTarget(one, context);
  } else if (!/^(Name|Attribute|Subscript)$/.test(node.nodeType)) {
    context.report(node, `Cannot assign to “${quote(context.text.textOf(node), 0, Infinity)}”`);
  }
}

/** Reports `x := 1` as a statement: without parentheses it may only be part of an expression. */
function checkWalrus(value: Expression | undefined, { report, text }: RuleContext): void {
  if (value?.nodeType !== "NamedExpr") return;
  if (text.code.slice(0, text.startOf(value)).trimEnd().endsWith("(")) return;
  report(value, "“:=” stands in parentheses here");
}

/** Returns whether the last character closes the first parenthesis. */
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

function checkCall({ args, keywords }: Node<"Call">, { report, text }: RuleContext): void {
  for (const one of repeated(keywords, ({ arg }) => arg))
    report(one, `“${one.arg}” is given twice`);
  if (args.length + keywords.length < 2) return;
  for (const one of args) {
    if (one.nodeType === "GeneratorExp" && !isWrapped(text.textOf(one))) {
      report(one.elt, "A generator beside other arguments stands in parentheses");
    }
  }
}

function checkDefinition(node: Definition, { report }: RuleContext): void {
  for (const one of repeated(parametersOf(node), ({ arg }) => arg)) {
    report(one, `“${one.arg}” is a parameter already`);
  }
}

function checkHandlers(node: Node<"Try" | "TryStar">, { report }: RuleContext): void {
  const [catchAll] = node.handlers.filter(({ type }) => !type);
  if (node.handlers.length === 0 && (node.finalbody.length === 0 || node.orelse.length > 0)) {
    report(node, "“try” without “except”");
  }
  if (catchAll && (catchAll !== node.handlers.at(-1) || node.nodeType === "TryStar")) {
    report(
      catchAll,
      node.nodeType === "Try" ? "“except” for all is not the last" : "“except*” of what?",
    );
  }
}

const outside = (what: string, where: string) => `“${what}” outside of ${where}`;

function checkLoopWord(node: Node<"Break" | "Continue">, { scope, report }: RuleContext): void {
  if (!scope.loop) report(node, outside(node.nodeType.toLowerCase(), "a loop"));
}

function checkAwait(node: Located, what: string, { scope, report }: RuleContext): void {
  if (/^(function|class)$/.test(scope.body)) report(node, outside(what, "an async function"));
}

function checkYield(node: Node<"Yield" | "YieldFrom">, { scope, report }: RuleContext): void {
  if (scope.comprehension) report(node, "“yield” inside of a comprehension");
  else if (scope.body === "class") report(node, outside("yield", "a function"));
  else if (scope.body === "async" && node.nodeType === "YieldFrom") {
    report(node, "“yield from” inside of an async function");
  }
}

function checkReturn(node: Node<"Return">, context: RuleContext): void {
  const { scope, report } = context;
  if (scope.body === "class") report(node, outside("return", "a function"));
  if (scope.body === "async" && scope.yields && node.value) {
    report(node, "“return” with a value where “yield” gives them");
  }
  checkWalrus(node.value, context);
}

function checkDeclaration(node: Node<"Global" | "Nonlocal">, { scope, report }: RuleContext): void {
  const word = node.nodeType.toLowerCase();
  for (const name of node.names) {
    if (scope.parameters.has(name)) report(node, `“${name}” is a parameter, and ${word}`);
    // A repeated declaration is allowed.
    else if (scope.names.has(name) && !scope.names.has(`${word} ${name}`))
      report(node, `“${name}” is used before it is ${word}`);
    scope.names.add(name).add(`${word} ${name}`);
  }
}

type Rules = {
  [Type in ASTNodeUnion["nodeType"]]?: (node: Node<Type>, context: RuleContext) => void;
};

const RULES: Rules = {
  Name: ({ id }, { scope }) => scope.names.add(id),
  Assign: ({ targets, value }, context) => {
    for (const one of targets) checkTarget(one, context);
    checkWalrus(value, context);
  },
  AnnAssign: (node, context) => {
    if (/^(Tuple|List)$/.test(node.target.nodeType)) {
      context.report(node, "Only one name at a time has a type");
    } else checkTarget(node.target, context);
    checkWalrus(node.value, context);
  },
  NamedExpr: (node, { report }) => {
    if (node.target.nodeType !== "Name") report(node, "“:=” gives a value to a name alone");
  },
  Expr: ({ value }, context) => checkWalrus(value, context),
  AugAssign: ({ value }, context) => checkWalrus(value, context),
  For: (node, context) => checkTarget(node.target, context),
  AsyncFor: (node, context) => {
    checkTarget(node.target, context);
    checkAwait(node, "async for", context);
  },
  AsyncWith: (node, context) => checkAwait(node, "async with", context),
  Comprehension: (node, context) => {
    checkTarget(node.target, context);
    if (node.is_async) checkAwait(node.target, "async for", context);
  },
  Call: checkCall,
  FunctionDef: checkDefinition,
  AsyncFunctionDef: checkDefinition,
  Lambda: checkDefinition,
  ClassDef: ({ bases, keywords }, { report, text: { startOf } }) => {
    const [first] = keywords;
    const late = bases.find(
      (one) => first && one.nodeType !== "Starred" && startOf(one) > startOf(first),
    );
    if (late) report(late, "A base stands before what has a name");
  },
  ImportFrom: (node, { scope, report }) => {
    if (!node.module && !node.level) report(node, "“from” what?");
    if (scope.body !== "snippet" && node.names.some(({ name }) => name === "*")) {
      report(node, "“import *” inside of a function or a class");
    }
  },
  Try: checkHandlers,
  TryStar: checkHandlers,
  Break: checkLoopWord,
  Continue: checkLoopWord,
  Await: (node, context) => checkAwait(node, "await", context),
  Yield: checkYield,
  YieldFrom: checkYield,
  Return: checkReturn,
  Global: checkDeclaration,
  Nonlocal: checkDeclaration,
  Match: ({ cases }, context) => checkCases(cases, context),
  MatchCase: ({ pattern }, context) => checkPattern(pattern, context),
};

/** The nodes in which a value may be unpacked with `*`. */
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

/** Returns the scope of the children in one field of `node`. */
function scopeOf(node: ASTNodeUnion, field: string, scope: Scope): Scope {
  if (COMPREHENSIONS.has(node.nodeType)) {
    // A generator runs later than the code around it, and so may `await` in any function.
    const mayAwait = node.nodeType === "GeneratorExp" && scope.body === "function";
    const body = mayAwait ? "async" : scope.body;
    return { ...scope, body, comprehension: true, names: new Set() };
  }
  if (field !== "body") return scope;
  const fresh = { loop: false, comprehension: false, yields: false, names: new Set<string>() };
  if (/^(For|AsyncFor|While)$/.test(node.nodeType)) return { ...scope, loop: true };
  if (node.nodeType === "ClassDef") return { ...fresh, body: "class", parameters: new Set() };
  if (!/^(FunctionDef|AsyncFunctionDef|Lambda)$/.test(node.nodeType)) return scope;
  return {
    ...fresh,
    body: node.nodeType === "AsyncFunctionDef" ? "async" : "function",
    yields: [(node as Definition).body].flat().some(isYielding),
    parameters: new Set(parametersOf(node as Definition).map(({ arg }) => arg)),
  };
}

function visit(node: ASTNodeUnion, context: RuleContext): void {
  const rule = RULES[node.nodeType] as
    | ((node: ASTNodeUnion, context: RuleContext) => void)
    | undefined;
  rule?.(node, context);
  for (const [field, children] of childrenOf(node)) {
    const scope = scopeOf(node, field, context.scope);
    for (const child of children) {
      if (child.nodeType === "Starred" && !UNPACKS.has(node.nodeType)) {
        context.report(child, "Nothing takes what “*” unpacks here");
      }
      visit(child, { ...context, scope });
    }
  }
}

export function checkTree(module: ASTNodeUnion, text: SourceText): SyntaxDiagnostic[] {
  const faults: SyntaxDiagnostic[] = [];
  const scope: Scope = {
    body: "snippet",
    loop: false,
    comprehension: false,
    yields: false,
    parameters: new Set(),
    names: new Set(),
  };
  const report = (node: Located, message: string) =>
    faults.push({ at: text.startOf(node), message });
  visit(module, { scope, report, text });
  return faults;
}
