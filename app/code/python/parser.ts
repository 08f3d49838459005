/**
 * Reads Python 3.13 in one pass: each construct is decided by its next token, apart from `with (` and `match`, for which
 * the line is looked at once. So the time is in proportion to the length of the text.
 * https://docs.python.org/3.13/reference/grammar.html
 */
import type { Node } from "./nodes.ts";
import { SimpleStatementParser } from "./simple-statements.ts";
import { failAt } from "./syntax-error.ts";
import { CLOSING } from "./tokens.ts";

class Parser extends SimpleStatementParser {
  module(): Node {
    const statements: Node[] = [];
    while (this.token.type !== "end") statements.push(...this.#statement());
    return this.node("Module", 0, statements);
  }

  /** Reads a statement with its blocks, or a line of statements. */
  #statement(): Node[] {
    switch (this.token.text) {
      case "if":
        return [this.#if()];
      case "while":
        return [this.#while()];
      case "for":
        return [this.#for()];
      case "with":
        return [this.#with()];
      case "try":
        return [this.#try()];
      case "def":
        return [this.#function()];
      case "class":
        return [this.#class()];
      case "@":
        return [this.#decorated()];
      case "async":
        return [this.#async()];
    }
    return this.#atMatch ? [this.#match()] : this.simpleStatements();
  }

  /** Reads `:` and what belongs to it. */
  #block(kind: "Block" | "LoopBlock" = "Block"): Node {
    return this.nested(() => {
      this.expect(":");
      const { start: lineStart, type } = this.token;
      if (type !== "newline") return this.node(kind, lineStart, this.simpleStatements());
      this.#readIndent();
      const { start } = this.token;
      const statements: Node[] = [];
      while (this.token.type !== "dedent") statements.push(...this.#statement());
      this.read();
      return this.node(kind, start, statements);
    });
  }

  #readIndent(): void {
    this.read();
    if (this.token.type === "error") this.unexpected();
    if (this.token.type !== "indent") failAt(this.token.start, "An indented block is missing here");
    this.read();
  }

  #if(): Node {
    const { start } = this.token;
    const parts: Node[] = [];
    while (this.accept(parts.length === 0 ? "if" : "elif"))
      parts.push(this.namedExpression(), this.#block());
    if (this.accept("else")) parts.push(this.#block());
    return this.node("Compound", start, parts);
  }

  #while(): Node {
    const { start } = this.read();
    const parts = [this.namedExpression(), this.#block("LoopBlock")];
    if (this.accept("else")) parts.push(this.#block());
    return this.node("Compound", start, parts);
  }

  #for(): Node {
    const { start } = this.read();
    const targets = this.targets();
    this.expect("in");
    const parts = [targets, this.starExpressions(), this.#block("LoopBlock")];
    if (this.accept("else")) parts.push(this.#block());
    return this.node("Compound", start, parts);
  }

  #with(): Node {
    const { start } = this.read();
    const parts: Node[] = [];
    const isParenthesized = this.#atItemsInParentheses();
    if (isParenthesized) this.read();
    do {
      parts.push(this.expression());
      if (this.accept("as")) parts.push(this.#withTarget());
    } while (this.accept(",") && !(isParenthesized && this.at(")")));
    if (isParenthesized) this.expect(")");
    return this.node("Compound", start, [...parts, this.#block()]);
  }

  #withTarget(): Node {
    const target = this.operation("bitwise");
    this.checkTarget(target);
    return target;
  }

  /** Whether parentheses around all items of a `with` begin here: only they have an `as` of their own. */
  #atItemsInParentheses(): boolean {
    if (!this.at("(")) return false;
    let depth = 0;
    let hasAs = false;
    for (let count = 0; ; count++) {
      const { type, text } = this.peek(count);
      if (CLOSING.has(text)) depth += 1;
      if (text === ")" || text === "]" || text === "}") depth -= 1;
      if (depth === 1 && text === "as") hasAs = true;
      if (depth === 0) return hasAs && this.peek(count + 1).text === ":";
      if (type === "error" || type === "end") return hasAs;
    }
  }

  #try(): Node {
    const { start } = this.read();
    const parts = [this.#block()];
    const handlers: Node[] = [];
    while (this.at("except")) handlers.push(this.#handler(handlers.at(-1)));
    parts.push(...handlers);
    if (handlers.length > 0 && this.accept("else")) parts.push(this.#block());
    const hasFinally = this.accept("finally");
    if (hasFinally) parts.push(this.#block());
    if (handlers.length === 0 && !hasFinally) failAt(start, "“try” without “except”");
    return this.node("Compound", start, parts);
  }

  /** Reads `except`; `before` is the handler before it. */
  #handler(before: Node | undefined): Node {
    const { start } = this.read();
    const kind = this.accept("*") ? "GroupHandler" : "Handler";
    if (before && before.kind !== kind) failAt(start, "“except” and “except*” do not mix");
    if (before?.parts.length === 1) failAt(before.start, "“except” for all is not the last");
    if (kind === "GroupHandler" && this.at(":")) failAt(start, "“except*” of what?");
    const parts: Node[] = [];
    if (!this.at(":")) {
      parts.push(this.expression());
      if (this.accept("as")) parts.push(this.boundName());
    }
    return this.node(kind, start, [...parts, this.#block()]);
  }

  #function(kind: "Function" | "AsyncFunction" = "Function", start = this.token.start): Node {
    this.read();
    const { name = "" } = this.boundName();
    const parts = this.at("[") ? [this.typeParameters()] : [];
    this.expect("(");
    parts.push(this.nested(() => this.parameters(")")));
    this.expect(")");
    if (this.accept("->")) parts.push(this.expression());
    return this.node(kind, start, [...parts, this.#block()], name);
  }

  #class(): Node {
    const { start } = this.read();
    const { name = "" } = this.boundName();
    const parts = this.at("[") ? [this.typeParameters()] : [];
    if (this.at("(")) parts.push(this.arguments("class"));
    return this.node("Class", start, [...parts, this.#block()], name);
  }

  #decorated(): Node {
    const { start } = this.token;
    const decorators: Node[] = [];
    while (this.accept("@")) {
      decorators.push(this.namedExpression());
      if (this.token.type !== "newline") this.unexpected();
      this.read();
    }
    const isAsync = this.at("async") && this.peek(1).text === "def";
    if (!isAsync && !this.at("def") && !this.at("class")) {
      failAt(this.token.start, "Behind a decorator stands a function or a class");
    }
    const [definition] = this.#statement();
    if (!definition) return this.unexpected();
    return { ...definition, start, parts: [...decorators, ...definition.parts] };
  }

  #async(): Node {
    const { start } = this.read();
    if (this.at("def")) return this.#function("AsyncFunction", start);
    const isLoop = this.at("for");
    if (!isLoop && !this.at("with")) this.unexpected();
    const statement = isLoop ? this.#for() : this.#with();
    return {
      ...statement,
      kind: "AsyncCompound",
      start,
      name: isLoop ? "async for" : "async with",
    };
  }

  /** Whether `match` begins a statement here, and is no name: then its line ends with a colon, and is followed by a block. */
  get #atMatch(): boolean {
    if (!this.at("match")) return false;
    let count = 0;
    while (!/^(newline|error|end)$/.test(this.peek(count).type)) count += 1;
    return count > 2 && this.peek(count - 1).text === ":" && this.peek(count + 1).type === "indent";
  }

  #match(): Node {
    const { start } = this.read();
    const { items, hasComma } = this.commaSeparated(this.element);
    const [first] = items;
    if (first?.kind === "Starred" && !hasComma) this.refuseStar(first);
    this.expect(":");
    this.#readIndent();
    const cases: Node[] = [];
    this.nested(() => {
      do cases.push(this.#case(cases.at(-1)));
      while (this.token.type !== "dedent");
    });
    this.read();
    return this.node("Match", start, [...items, ...cases]);
  }

  /** Reads a case; `before` is the case before it. */
  #case(before: Node | undefined): Node {
    if (before?.name === "irrefutable") {
      failAt(before.parts[0]?.start ?? before.start, "No case behind this one is reached");
    }
    const { start } = this.token;
    this.expect("case");
    const pattern = this.patterns();
    const parts: Node[] = [pattern];
    if (this.accept("if")) parts.push(this.namedExpression());
    const isLast = pattern.isIrrefutable && parts.length === 1;
    return this.node(
      "Case",
      start,
      [...parts, this.#block()],
      isLast ? "irrefutable" : "refutable",
    );
  }
}

/** Returns the tree of `code`. @throws the first mistake, see `diagnosticOf` */
export const parsePython = (code: string): Node => new Parser(code).module();
