/**
 * Finds what CPython refuses after it has read a whole text: words outside of the code that they belong to, and names that
 * are declared too late. A snippet may be the inside of a function and of a loop, so `return`, `yield`, `await`, `break`
 * and `continue` may stand outside of both.
 */
import type { SyntaxDiagnostic } from "../messages.ts";
import type { Node } from "./nodes.ts";

/** The code around a node in which names have one meaning. */
interface Scope {
  body: "snippet" | "function" | "async" | "class";
  mayAwait: boolean;
  /** The names used so far, after `global x` also `global x`, and so for `nonlocal`. */
  names: Set<string>;
  parameters: Set<string>;
  /** What a function has that is valid or not depending on what else it has. */
  hasYield: boolean;
  returnsValue: Node[];
  /** The variables of the comprehensions around a node; undefined outside of them. */
  variables?: Set<string>;
}

/** Where a node is within its scope. */
interface Place {
  scope: Scope;
  /** Whether `break` has a loop. */
  inLoop: boolean;
  /** Whether `break`, `continue` and `return` would leave an `except*`. */
  inGroupHandler: boolean;
  /** Whether a comprehension iterates over this value. */
  isIterated: boolean;
  /** Whether this is part of a type, whose value is computed later. */
  isType: boolean;
}

const newScope = (body: Scope["body"], parameters: Iterable<string> = []): Scope => ({
  body,
  mayAwait: body === "async" || body === "snippet",
  names: new Set(),
  parameters: new Set(parameters),
  hasYield: false,
  returnsValue: [],
});

const startIn = (scope: Scope): Place => ({
  scope,
  inLoop: scope.body === "snippet",
  inGroupHandler: false,
  isIterated: false,
  isType: false,
});

const outside = (what: string, where: string) => `“${what}” outside of ${where}`;

/** Returns the names that a target of `for` binds. */
function variablesOf({ kind, name, parts }: Node): string[] {
  if (kind === "Name") return [name ?? ""];
  return /^(Tuple|List|Starred)$/.test(kind) ? parts.flatMap(variablesOf) : [];
}

class Rules {
  readonly diagnostics: SyntaxDiagnostic[] = [];

  #report({ start }: Node, message: string): void {
    this.diagnostics.push({ at: start, message });
  }

  /** Checks `node`, and then what is in it. */
  visit(node: Node, place: Place): void {
    const { scope } = place;
    const rule = this.#rules[node.kind];
    if (node.kind === "Name") scope.names.add(node.name ?? "");
    if (rule) rule(node, place);
    else this.#visitAll(node.parts, place);
  }

  #visitAll(nodes: Node[], place: Place): void {
    for (const node of nodes) this.visit(node, place);
  }

  readonly #rules: Partial<Record<Node["kind"], (node: Node, place: Place) => void>> = {
    Function: (node, place) => this.#define(node, place, "function"),
    AsyncFunction: (node, place) => this.#define(node, place, "async"),
    Lambda: (node, place) => this.#define(node, place, "function"),
    Class: (node, place) => this.#define(node, place, "class"),
    Parameter: ({ name, parts }, place) => {
      const [fallback] = name === "optional" ? parts.slice(-1) : [];
      this.#visitAll(parts.slice(1, fallback && -1), place);
      if (fallback) this.visit(fallback, { ...place, isType: false });
    },
    TypeParameters: ({ parts }, place) => {
      for (const parameter of parts) {
        this.#visitAll(parameter.parts.slice(1), { ...place, isType: true });
      }
    },
    TypeAlias: ({ parts }, place) => {
      const [name, ...others] = parts;
      if (name) this.visit(name, place);
      this.#visitAll(others, { ...place, isType: true });
    },
    LoopBlock: ({ parts }, place) =>
      this.#visitAll(parts, { ...place, inLoop: true, inGroupHandler: false }),
    GroupHandler: ({ parts }, place) => this.#visitAll(parts, { ...place, inGroupHandler: true }),
    Comprehension: (node, place) => this.#comprehension(node, place),
    Generator: (node, place) => this.#comprehension(node, place),
    NamedExpression: (node, place) => this.#namedExpression(node, place),
    Break: (node, place) => this.#leave(node, "break", place),
    Continue: (node, place) => this.#leave(node, "continue", place),
    Return: (node, place) => this.#return(node, place),
    Yield: (node, place) => this.#yield(node, "yield", place),
    YieldFrom: (node, place) => this.#yield(node, "yield from", place),
    Await: (node, place) => {
      this.#await(node, "await", place);
      if (place.isType) this.#report(node, "“await” inside of a type");
      this.#visitAll(node.parts, place);
    },
    AsyncCompound: (node, place) => {
      this.#await(node, node.name ?? "", place);
      this.#visitAll(node.parts, place);
    },
    Global: (node, place) => this.#declare(node, "global", place),
    Nonlocal: (node, place) => this.#declare(node, "nonlocal", place),
    AnnotatedAssign: (node, place) => this.#annotate(node, place),
    // CPython lets an imported name be declared later.
    Import: () => {},
    ImportFrom: () => {},
    ImportAll: (node, { scope }) => {
      if (scope.body !== "snippet")
        this.#report(node, "“import *” inside of a function or a class");
    },
    Module: (node, place) => {
      this.#checkFutureImports(node.parts);
      this.#visitAll(node.parts, place);
    },
  };

  /** Visits a function or a class: all but its body belongs to the code around it. */
  #define(node: Node, place: Place, body: Scope["body"]): void {
    const { name, parts } = node;
    const block = parts.at(-1);
    if (name) place.scope.names.add(name);
    let isType = place.isType;
    for (const part of parts.slice(0, -1)) {
      // What stands behind type parameters may name them, and so is computed where they are.
      isType ||= part.kind === "TypeParameters";
      this.visit(part, { ...place, isType });
    }
    const parameters = parts.find(({ kind }) => kind === "Parameters")?.parts ?? [];
    const scope = newScope(
      body,
      parameters.map((parameter) => parameter.parts[0]?.name ?? ""),
    );
    const isIterated = place.isIterated && node.kind === "Lambda";
    if (block) this.visit(block, { ...startIn(scope), isIterated });
    if (body !== "async" || !scope.hasYield) return;
    for (const statement of scope.returnsValue) {
      this.#report(statement, "“return” with a value where “yield” gives them");
    }
  }

  #comprehension({ kind, parts }: Node, place: Place): void {
    const { scope } = place;
    const clauses = parts.filter((part) => part.kind === "Clause");
    const targets = clauses.flatMap((clause) => clause.parts.slice(0, 1));
    const inside: Scope = {
      ...scope,
      // A generator runs later than the code around it, and so may await in any function.
      mayAwait: scope.mayAwait || kind === "Generator",
      names: new Set(),
      variables: new Set([...(scope.variables ?? []), ...targets.flatMap(variablesOf)]),
    };
    const within: Place = { ...place, scope: inside };
    for (const [index, clause] of clauses.entries()) {
      const [target, iterable, ...conditions] = clause.parts;
      if (clause.isAsync) this.#await(clause, "async for", within);
      if (iterable) this.visit(iterable, { ...(index === 0 ? place : within), isIterated: true });
      this.#visitAll([...(target ? [target] : []), ...conditions], within);
    }
    this.#visitAll(
      parts.filter((part) => part.kind !== "Clause"),
      within,
    );
  }

  #namedExpression(node: Node, place: Place): void {
    const { scope, isIterated, isType } = place;
    const name = node.parts[0]?.name ?? "";
    if (isIterated) this.#report(node, "“:=” inside of what a comprehension iterates over");
    else if (isType) this.#report(node, "“:=” inside of a type");
    else if (scope.variables?.has(name)) {
      this.#report(node, `“${name}” is a variable of the comprehension`);
    } else if (scope.variables && scope.body === "class") {
      this.#report(node, "“:=” inside of a comprehension in a class");
    }
    this.#visitAll(node.parts, place);
  }

  #leave(node: Node, word: string, { inLoop, inGroupHandler }: Place): void {
    if (!inLoop) this.#report(node, outside(word, "a loop"));
    else if (inGroupHandler) this.#report(node, `“${word}” leaves an “except*”`);
  }

  #return(node: Node, place: Place): void {
    const { scope, inGroupHandler } = place;
    if (scope.body === "class") this.#report(node, outside("return", "a function"));
    else if (inGroupHandler) this.#report(node, "“return” leaves an “except*”");
    if (node.parts.length > 0) scope.returnsValue.push(node);
    this.#visitAll(node.parts, place);
  }

  #yield(node: Node, word: string, place: Place): void {
    const { scope, isType } = place;
    scope.hasYield = true;
    if (scope.variables) this.#report(node, `“${word}” inside of a comprehension`);
    else if (isType) this.#report(node, `“${word}” inside of a type`);
    else if (scope.body === "class") this.#report(node, outside(word, "a function"));
    else if (scope.body === "async" && node.kind === "YieldFrom") {
      this.#report(node, "“yield from” inside of an async function");
    }
    this.#visitAll(node.parts, place);
  }

  #await(node: Node, word: string, { scope }: Place): void {
    if (!scope.mayAwait) this.#report(node, outside(word, "an async function"));
  }

  #declare(node: Node, word: "global" | "nonlocal", { scope }: Place): void {
    const other = word === "global" ? "nonlocal" : "global";
    for (const name of node.parts.map((part) => part.name ?? "")) {
      if (scope.parameters.has(name)) this.#report(node, `“${name}” is a parameter, and ${word}`);
      else if (scope.names.has(`${other} ${name}`)) {
        this.#report(node, `“${name}” is global, and nonlocal`);
      } else if (scope.names.has(name) && !scope.names.has(`${word} ${name}`)) {
        this.#report(node, `“${name}” is used before it is ${word}`);
      }
      scope.names.add(name).add(`${word} ${name}`);
    }
  }

  #annotate(node: Node, place: Place): void {
    const [target] = node.parts;
    const { names, body } = place.scope;
    const isSimple = target?.kind === "Name" && !target.isParenthesized;
    const isDeclared = ["global", "nonlocal"].some((word) => names.has(`${word} ${target?.name}`));
    if (isSimple && isDeclared && body !== "snippet") {
      this.#report(node, `“${target.name}” is declared, and has a type`);
    }
    this.#visitAll(node.parts, place);
  }

  /** Reports imports of features behind other statements than a docstring. */
  #checkFutureImports(statements: Node[]): void {
    const isImport = ({ kind, name }: Node) => kind === "ImportFrom" && name === "__future__";
    const isDocstring = ({ kind, parts: [value] }: Node) =>
      kind === "Expression" && value?.kind === "Constant" && value.name === "string";
    const [first] = statements;
    const from = first && isDocstring(first) ? 1 : 0;
    const other = statements.findIndex((node, index) => index >= from && !isImport(node));
    if (other < 0) return;
    for (const late of statements.slice(other).filter(isImport)) {
      this.#report(late, "“from __future__” stands before all other code");
    }
  }
}

/** Returns the mistakes in the tree of a snippet, in their order. */
export function checkRules(module: Node): SyntaxDiagnostic[] {
  const rules = new Rules();
  rules.visit(module, startIn(newScope("snippet")));
  return rules.diagnostics.sort((a, b) => a.at - b.at);
}
