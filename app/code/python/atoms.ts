/** Reads names, literals, and what is in brackets. */
import type { Node, NodeKind } from "./nodes.ts";
import { TokenReader } from "./reader.ts";
import { failAt } from "./syntax-error.ts";

const CONSTANTS = new Set(["None", "True", "False", "..."]);

export abstract class AtomParser extends TokenReader {
  /** Reads `a if b else c`, or anything that binds closer. */
  protected abstract expression(): Node;
  /** Reads `a := b` or an expression. */
  protected abstract namedExpression(): Node;
  /** Reads values with operators between them; as `bitwise` without comparisons, `not`, `and` and `or`. */
  protected abstract operation(allowed: "all" | "bitwise"): Node;
  /** Reads one expression, or several with commas, which may be unpacked. */
  protected abstract starExpressions(): Node;
  /** Reads `yield` and its value. */
  protected abstract yieldExpression(): Node;

  /** Reads `*a`, where several values are expected. */
  protected starred(value = () => this.operation("bitwise")): Node {
    const { start } = this.read();
    return this.node("Starred", start, [value()]);
  }

  /** Reads an element of a list, a set or a tuple in parentheses. */
  protected element = (): Node => (this.at("*") ? this.starred() : this.namedExpression());

  /** Reads what follows `for`, up to `in`. */
  protected targets(): Node {
    const item = () => (this.at("*") ? this.starred() : this.operation("bitwise"));
    const { start } = this.token;
    const { items, hasComma } = this.commaSeparated(item);
    const [first] = items;
    if (first?.kind === "Starred" && !hasComma) this.refuseStar(first);
    const target = first && !hasComma ? first : this.node("Tuple", start, items);
    this.checkTarget(target);
    return target;
  }

  protected atom(): Node {
    const { type, text, start } = this.token;
    if (type === "name") return this.name();
    if (type === "string" || type === "fstring-start") return this.strings();
    if (type === "number" || CONSTANTS.has(text)) {
      this.read();
      return this.node("Constant", start, [], text);
    }
    if (text === "(") return this.nested(() => this.#parentheses());
    if (text === "[") return this.nested(() => this.#list());
    if (text === "{") return this.nested(() => this.#braces());
    return this.unexpected();
  }

  #parentheses(): Node {
    const { start } = this.read();
    if (this.accept(")")) return this.node("Tuple", start);
    if (this.at("yield")) return this.#closed(start, this.yieldExpression());
    const first = this.element();
    if (this.atClause) return this.#closed(start, this.comprehension("Generator", start, [first]));
    const { items, hasComma } = this.commaSeparated(this.element, first);
    if (hasComma) return this.#closed(start, this.node("Tuple", start, items));
    if (first.kind === "Starred") this.refuseStar(first);
    return this.#closed(start, first);
  }

  #closed(start: number, value: Node): Node {
    this.expect(")");
    return { ...value, start, end: this.end, isParenthesized: true };
  }

  #list(): Node {
    const { start } = this.read();
    if (this.accept("]")) return this.node("List", start);
    return this.#collection("List", "]", start, this.element());
  }

  /** Reads the rest of a list or a set, whose first element is read already. */
  #collection(kind: NodeKind, close: string, start: number, first: Node): Node {
    if (this.atClause) {
      const comprehension = this.comprehension("Comprehension", start, [first]);
      this.expect(close);
      return comprehension;
    }
    const { items } = this.commaSeparated(this.element, first);
    this.expect(close);
    return this.node(kind, start, items);
  }

  #braces(): Node {
    const { start } = this.read();
    if (this.accept("}")) return this.node("Dict", start);
    const first = this.at("**") ? this.#entry() : this.element();
    const isKey = this.at(":") && !/^(Starred|Entry)$/.test(first.kind) && this.#isPlain(first);
    if (first.kind !== "Entry" && !isKey) return this.#collection("Set", "}", start, first);
    const entry = isKey ? this.#entry(first) : first;
    if (this.atClause && isKey) {
      const comprehension = this.comprehension("Comprehension", start, [entry]);
      this.expect("}");
      return comprehension;
    }
    const atItem = () => this.at("**") || this.atValue;
    const { items } = this.commaSeparated(() => this.#entry(), entry, atItem);
    this.expect("}");
    return this.node("Dict", start, items);
  }

  /** Whether a value is no `a := b` without parentheses. */
  #isPlain({ kind, isParenthesized }: Node): boolean {
    return kind !== "NamedExpression" || isParenthesized === true;
  }

  /** Reads `key: value` or `**more`. */
  #entry(key?: Node): Node {
    const { start } = key ?? this.token;
    if (!key && this.accept("**")) return this.node("Entry", start, [this.operation("bitwise")]);
    const first = key ?? this.expression();
    this.expect(":");
    return this.node("Entry", start, [first, this.expression()]);
  }

  /** Whether the clauses of a comprehension begin here. */
  protected get atClause(): boolean {
    return this.at("for") || (this.at("async") && this.peek(1).text === "for");
  }

  /** Reads the clauses of a comprehension whose elements are read already. */
  protected comprehension(kind: NodeKind, start: number, elements: Node[]): Node {
    const [first] = elements;
    if (first?.kind === "Starred") this.refuseStar(first);
    const clauses: Node[] = [];
    while (this.atClause) {
      const { start: clauseStart } = this.token;
      const isAsync = this.accept("async");
      this.expect("for");
      const parts = [this.targets()];
      this.expect("in");
      do parts.push(this.operation("all"));
      while (this.accept("if"));
      clauses.push({ ...this.node("Clause", clauseStart, parts), isAsync });
    }
    return this.node(kind, start, [...elements, ...clauses]);
  }

  /** Reads a slice or an element of what is in the brackets behind a value. */
  protected slice = (): Node => {
    const { start } = this.token;
    if (this.at("*")) return this.starred(() => this.expression());
    const parts: Node[] = [];
    if (!this.at(":")) {
      const first = this.namedExpression();
      if (!this.at(":") || !this.#isPlain(first)) return first;
      parts.push(first);
    }
    for (let colons = 0; colons < 2 && this.accept(":"); colons++) {
      if (this.atValue) parts.push(this.expression());
    }
    return this.node("Slice", start, parts);
  };

  /** Reads one string, or several that follow each other. */
  protected strings(): Node {
    const { start } = this.token;
    const fields: Node[] = [];
    let kind: "Constant" | "FString" = "Constant";
    let wasBytes: boolean | undefined;
    while (/^(string|fstring-start)$/.test(this.token.type)) {
      const isBytes = /^\w*b/i.test(this.token.text);
      if (wasBytes !== undefined && isBytes !== wasBytes) {
        failAt(this.token.start, "Bytes and text do not join");
      }
      wasBytes = isBytes;
      if (this.token.type === "string") this.read();
      else {
        kind = "FString";
        fields.push(...this.nested(() => this.#fstring()));
      }
    }
    return this.node(kind, start, fields, "string");
  }

  /** Returns the values in an f-string. */
  #fstring(): Node[] {
    this.read();
    const fields = this.#fstringText();
    if (this.token.type !== "fstring-end") this.unexpected();
    this.read();
    return fields;
  }

  #fstringText(): Node[] {
    const fields: Node[] = [];
    for (;;) {
      if (this.token.type === "fstring-text") this.read();
      else if (this.accept("{")) fields.push(...this.nested(() => this.#field()));
      else return fields;
    }
  }

  /** Reads the rest of `{value = !r:format}`. */
  #field(): Node[] {
    const fields = [this.at("yield") ? this.yieldExpression() : this.starExpressions()];
    this.accept("=");
    if (this.accept("!")) {
      const isGlued = this.token.start === this.end;
      if (!isGlued || !/^[sra]$/.test(this.token.text)) {
        failAt(this.token.start, "Behind “!” stands “s”, “r” or “a”");
      }
      this.read();
    }
    if (this.accept(":")) fields.push(...this.#fstringText());
    this.expect("}");
    return fields;
  }
}
