/** Reads calls, attributes and indexes, and the parameters of functions and types. */
import { AtomParser } from "./atoms.ts";
import type { Node, NodeKind } from "./nodes.ts";
import { failAt } from "./syntax-error.ts";

export abstract class PrimaryParser extends AtomParser {
  /** Reads a value with all that is attached to it: `a.b(c)[d]`. Its parts are the value and all arguments. */
  protected primary(): Node {
    const first = this.atom();
    const parts = [first];
    let kind: NodeKind | undefined;
    let name: string | undefined;
    for (;;) {
      if (this.accept(".")) {
        kind = "Attribute";
        name = this.name().name;
      } else if (this.at("(")) {
        kind = "Call";
        parts.push(this.arguments("call"));
      } else if (this.at("[")) {
        kind = "Subscript";
        parts.push(this.nested(() => this.#index()));
      } else return kind ? this.node(kind, first.start, parts, name) : first;
      if (kind !== "Attribute") name = undefined;
    }
  }

  #index(): Node {
    const { start } = this.read();
    const atItem = () => this.at(":") || this.atValue;
    const { items } = this.commaSeparated(this.slice, this.slice(), atItem);
    this.expect("]");
    return this.node("Index", start, items);
  }

  /** Reads the arguments of a call or a class, with their parentheses. */
  protected arguments(owner: "call" | "class"): Node {
    return this.nested(() => {
      const { start } = this.read();
      const parts: Node[] = [];
      const names = new Set<string>();
      let before = "";
      while (!this.at(")")) {
        const { kind, argument } = this.#argument(names);
        this.#checkOrder(before, kind, argument);
        if (kind === "name" || kind === "**") before = before === "**" ? before : kind;
        parts.push(argument);
        const isGenerator = kind === "generator";
        if (isGenerator && (owner === "class" || parts.length > 1 || !this.at(")"))) {
          failAt(argument.start, "A generator beside other arguments stands in parentheses");
        }
        if (!this.accept(",")) break;
      }
      this.expect(")");
      return this.node("Arguments", start, parts);
    });
  }

  #checkOrder(before: string, kind: string, { start }: Node): void {
    const isLate = before !== "" && (kind === "value" || kind === "generator");
    if (isLate) failAt(start, "Positional argument follows keyword argument");
    if (before === "**" && kind === "*") failAt(start, "“*” stands before “**”");
  }

  #argument(names: Set<string>): { kind: string; argument: Node } {
    const { start, type, text } = this.token;
    const argument = (parts: Node[]) => this.node("Argument", start, parts);
    for (const kind of ["**", "*"]) {
      if (this.accept(kind)) return { kind, argument: argument([this.expression()]) };
    }
    if (type === "name" && this.peek(1).text === "=") {
      this.boundName();
      if (names.has(text)) failAt(start, `“${text}” is given twice`);
      names.add(text);
      this.read();
      return { kind: "name", argument: argument([this.expression()]) };
    }
    const value = this.namedExpression();
    if (!this.atClause) return { kind: "value", argument: argument([value]) };
    return {
      kind: "generator",
      argument: argument([this.comprehension("Generator", start, [value])]),
    };
  }

  /** Reads the parameters of a function, up to `close`. Those of a lambda have no types. */
  protected parameters(close: ")" | ":"): Node {
    const { start } = this.token;
    const parts: Node[] = [];
    const names = new Set<string>();
    let hasDefault = false;
    let hasSlash = false;
    let hasStar = false;
    while (!this.at(close)) {
      const { start: at } = this.token;
      if (this.accept("**")) {
        parts.push(this.#parameter(names, close, "**"));
        this.accept(",");
        if (!this.at(close)) this.unexpected(close);
        break;
      }
      if (this.at("/")) {
        if (parts.length === 0 || hasSlash || hasStar) this.unexpected();
        this.read();
        hasSlash = true;
      } else if (this.at("*")) {
        if (hasStar) this.unexpected();
        this.read();
        hasStar = true;
        const isBare = this.at(",") && this.peek(1).type === "name";
        if (!isBare) parts.push(this.#parameter(names, close, "*"));
      } else {
        const before = parts.length;
        parts.push(this.#parameter(names, close, ""));
        const isRequired = parts[before]?.name === "required";
        if (isRequired && hasDefault && !hasStar) {
          failAt(at, "Parameter without a default follows parameter with a default");
        }
        hasDefault ||= !isRequired;
      }
      if (!this.accept(",")) break;
    }
    return this.node("Parameters", start, parts);
  }

  #parameter(names: Set<string>, close: ")" | ":", star: "" | "*" | "**"): Node {
    const { start, text } = this.token;
    const parts = [this.boundName()];
    if (names.has(text)) failAt(start, `“${text}” is a parameter already`);
    names.add(text);
    if (close === ")" && this.accept(":")) {
      const isUnpacked = star === "*" && this.at("*");
      parts.push(isUnpacked ? this.starred() : this.expression());
    }
    const hasDefault = star === "" && this.accept("=");
    if (hasDefault) parts.push(this.expression());
    return this.node("Parameter", start, parts, hasDefault ? "optional" : "required");
  }

  /** Reads `[T: int = str, *Ts, **P]`. */
  protected typeParameters(): Node {
    const { start } = this.read();
    const names = new Set<string>();
    let hasDefault = false;
    const item = (): Node => {
      const star = ["**", "*"].find((sign) => this.accept(sign)) ?? "";
      const name = this.boundName();
      const parts = [name];
      if (names.has(name.name ?? "")) failAt(name.start, `“${name.name}” is a parameter already`);
      names.add(name.name ?? "");
      if (star === "" && this.accept(":")) parts.push(this.expression());
      if (this.accept("=")) {
        hasDefault = true;
        parts.push(star === "*" && this.at("*") ? this.starred() : this.expression());
      } else if (hasDefault) {
        failAt(name.start, "Parameter without a default follows parameter with a default");
      }
      return this.node("Parameter", name.start, parts);
    };
    const atItem = () => this.token.type === "name" || this.at("*") || this.at("**");
    const { items } = this.commaSeparated(item, item(), atItem);
    this.expect("]");
    return this.node("TypeParameters", start, items);
  }
}
