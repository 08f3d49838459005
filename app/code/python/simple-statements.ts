/** Reads the statements that have no block. */
import type { Node, NodeKind } from "./nodes.ts";
import { PatternParser } from "./patterns.ts";
import { failAt } from "./syntax-error.ts";

const AUGMENTED = new Set("+= -= *= /= //= %= @= &= |= ^= >>= <<= **=".split(" "));

const FEATURES = new Set(
  (
    "nested_scopes generators division absolute_import with_statement print_function unicode_literals " +
    "barry_as_FLUFL generator_stop annotations"
  ).split(" "),
);

/** The statements of a word alone. */
const WORDS = new Map<string, NodeKind>([
  ["pass", "Plain"],
  ["break", "Break"],
  ["continue", "Continue"],
]);

export abstract class SimpleStatementParser extends PatternParser {
  /** Reads the statements of a line, with its end. */
  protected simpleStatements(): Node[] {
    const statements: Node[] = [];
    do statements.push(this.#statement());
    while (this.accept(";") && this.token.type !== "newline");
    if (this.token.type !== "newline") this.unexpected();
    this.read();
    return statements;
  }

  #statement(): Node {
    const { start, text } = this.token;
    const word = WORDS.get(text);
    if (word) {
      this.read();
      return this.node(word, start);
    }
    switch (text) {
      case "return":
        this.read();
        return this.node("Return", start, this.atValue ? [this.starExpressions()] : []);
      case "raise":
        return this.#raise();
      case "assert":
        return this.#assert();
      case "del":
        return this.#delete();
      case "global":
        return this.#declaration("Global");
      case "nonlocal":
        return this.#declaration("Nonlocal");
      case "import":
        this.read();
        return this.node(
          "Import",
          start,
          this.#names(() => this.#module()),
        );
      case "from":
        return this.#importFrom();
    }
    const isAlias = text === "type" && this.peek(1).type === "name";
    return isAlias ? this.#typeAlias() : this.#expressionStatement();
  }

  #raise(): Node {
    const { start } = this.read();
    const parts: Node[] = [];
    if (this.atValue) {
      parts.push(this.expression());
      if (this.accept("from")) parts.push(this.expression());
    }
    return this.node("Plain", start, parts);
  }

  #assert(): Node {
    const { start } = this.read();
    const parts = [this.expression()];
    if (this.accept(",")) parts.push(this.expression());
    return this.node("Plain", start, parts);
  }

  #delete(): Node {
    const { start } = this.read();
    const { items } = this.commaSeparated(() => this.operation("bitwise"));
    for (const item of items) this.checkTarget(item, "delete");
    return this.node("Delete", start, items);
  }

  #declaration(kind: "Global" | "Nonlocal"): Node {
    const { start } = this.read();
    return this.node(
      kind,
      start,
      this.#names(() => this.boundName()),
    );
  }

  /** Reads items with commas between them, and none behind the last one. */
  #names(item: () => Node): Node[] {
    const names = [item()];
    while (this.accept(",")) names.push(item());
    return names;
  }

  /** Reads a module after `import`, and returns the name that it binds. */
  #module(): Node {
    const first = this.name();
    while (this.accept(".")) this.name();
    if (this.accept("as")) return this.boundName();
    this.checkBound(first);
    return first;
  }

  #importFrom(): Node {
    const { start } = this.read();
    const from = this.token.start;
    while (this.accept(".") || this.accept("..."));
    if (this.token.type === "name") {
      this.name();
      while (this.accept(".")) this.name();
    } else if (this.token.start === from) failAt(start, "“from” what?");
    const module = this.code.slice(from, this.end);
    this.expect("import");
    const isFuture = module === "__future__";
    if (!isFuture && this.accept("*")) return this.node("ImportAll", start);
    const item = () => this.#imported(isFuture);
    if (!this.accept("(")) return this.node("ImportFrom", start, this.#names(item), module);
    const atItem = () => this.token.type === "name";
    const { items } = this.commaSeparated(item, item(), atItem);
    this.expect(")");
    return this.node("ImportFrom", start, items, module);
  }

  #imported(isFeature: boolean): Node {
    const imported = this.name();
    if (isFeature && !FEATURES.has(imported.name ?? "")) {
      failAt(imported.start, `No feature of Python is called “${imported.name}”`);
    }
    return this.accept("as") ? this.boundName() : imported;
  }

  #typeAlias(): Node {
    const { start } = this.read();
    const parts = [this.boundName()];
    if (this.at("[")) parts.push(this.typeParameters());
    this.expect("=");
    return this.node("TypeAlias", start, [...parts, this.expression()]);
  }

  #expressionStatement(): Node {
    const { start } = this.token;
    // Of several values before “=”, one may take the rest; of a value alone, none may.
    const first = this.assignedValue();
    if (this.at(":")) return this.#annotated(first);
    if (AUGMENTED.has(this.token.text)) {
      if (/^(Tuple|List)$/.test(first.kind)) this.refuseTarget(first);
      this.checkTarget(first);
      this.read();
      return this.node("AugmentedAssign", start, [first, this.assignedValue()]);
    }
    const values = [first];
    while (this.accept("=")) values.push(this.assignedValue());
    for (const target of values.slice(0, -1)) this.checkTarget(target);
    return this.node(values.length > 1 ? "Assign" : "Expression", start, values);
  }

  #annotated(target: Node): Node {
    if (/^(Tuple|List)$/.test(target.kind)) {
      failAt(target.start, "Only one name at a time has a type");
    }
    this.checkTarget(target);
    this.read();
    const parts = [target, this.expression()];
    if (this.accept("=")) parts.push(this.assignedValue());
    return this.node("AnnotatedAssign", target.start, parts);
  }
}
