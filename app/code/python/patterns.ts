/** Reads the patterns of a `match`. */
import { ExpressionParser } from "./expressions.ts";
import type { Node } from "./nodes.ts";
import { failAt } from "./syntax-error.ts";

/** A pattern, whose parts are the names that it binds. */
export interface Pattern extends Node {
  /** Whether every value matches. */
  isIrrefutable?: boolean;
}

export abstract class PatternParser extends ExpressionParser {
  /** Reads what stands behind `case`, before `if`. */
  protected patterns(): Pattern {
    const { start } = this.token;
    const isStarred = this.at("*");
    const first = this.#sequenceItem();
    if (this.at(",")) return this.#sequence(start, first, ":");
    if (isStarred) this.refuseStar(first);
    return first;
  }

  /** Returns a pattern that binds what its parts bind. */
  #pattern(start: number, patterns: Node[]): Pattern {
    const parts = patterns.flatMap((pattern) => pattern.parts);
    const names = new Set<string>();
    for (const { name = "", start: at } of parts) {
      if (names.has(name)) failAt(at, `“${name}” is bound twice`);
      names.add(name);
    }
    return this.node("Pattern", start, parts);
  }

  #asPattern(): Pattern {
    const { start } = this.token;
    const pattern = this.#orPattern();
    if (!this.accept("as")) return pattern;
    if (this.at("_")) this.unexpected();
    const name = this.boundName();
    const { isIrrefutable = false } = pattern;
    return { ...this.#pattern(start, [pattern, { ...name, parts: [name] }]), isIrrefutable };
  }

  #orPattern(): Pattern {
    const { start } = this.token;
    const first = this.#closed();
    if (!this.at("|")) return first;
    const bound = (pattern: Pattern) => String(pattern.parts.map(({ name }) => name).sort());
    let last = first;
    while (this.accept("|")) {
      if (last.isIrrefutable) failAt(last.start, "No pattern behind this one is reached");
      last = this.#closed();
      if (bound(last) !== bound(first)) {
        failAt(start, "The patterns do not bind the same names");
      }
    }
    const { isIrrefutable = false } = last;
    return { ...this.#pattern(start, [first]), isIrrefutable };
  }

  #closed(): Pattern {
    const { start, text, type } = this.token;
    if (text === "(") return this.nested(() => this.#group());
    if (text === "[") {
      this.read();
      return this.nested(() => this.#sequence(start, undefined, "]"));
    }
    if (text === "{") return this.nested(() => this.#mapping());
    if (type !== "name") return this.#value();
    if (this.peek(1).text === "." || this.peek(1).text === "(") return this.#dottedName();
    const name = this.boundName();
    return {
      ...this.#pattern(start, text === "_" ? [] : [{ ...name, parts: [name] }]),
      isIrrefutable: true,
    };
  }

  /** Reads a number, a text or a constant. */
  #value(): Pattern {
    const { start, type, text } = this.token;
    if (type === "number" || text === "-") this.#number();
    else if (/^(None|True|False)$/.test(text)) this.read();
    else if (!/^(string|fstring-start)$/.test(type)) this.unexpected();
    else if (this.strings().kind === "FString") failAt(start, "A pattern is no f-string");
    return this.#pattern(start, []);
  }

  /** Reads `-1`, or `1 + 2j` with the imaginary number last. */
  #number(): void {
    this.accept("-");
    const isComplex = () => /j$/i.test(this.token.text);
    if (this.token.type !== "number") this.unexpected();
    const isFirstComplex = isComplex();
    this.read();
    if (isFirstComplex || !(this.at("+") || this.at("-"))) return;
    this.read();
    if (this.token.type !== "number" || !isComplex()) this.unexpected();
    this.read();
  }

  /** Reads `a.b`, or `A(b, c=d)`. */
  #dottedName(): Pattern {
    const { start } = this.name();
    while (this.accept(".")) this.name();
    return this.at("(") ? this.nested(() => this.#class(start)) : this.#pattern(start, []);
  }

  #class(start: number): Pattern {
    this.read();
    const patterns: Pattern[] = [];
    const names = new Set<string>();
    while (!this.at(")")) {
      const { start: at, text, type } = this.token;
      if (type === "name" && this.peek(1).text === "=") {
        this.boundName();
        this.read();
        if (names.has(text)) failAt(at, `“${text}” is given twice`);
        names.add(text);
      } else if (names.size > 0) failAt(at, "What has a name comes last");
      patterns.push(this.#asPattern());
      if (!this.accept(",")) break;
    }
    this.expect(")");
    return this.#pattern(start, patterns);
  }

  #group(): Pattern {
    const { start } = this.read();
    if (this.accept(")")) return this.#pattern(start, []);
    const isStarred = this.at("*");
    const first = this.#sequenceItem();
    if (this.at(",")) return this.#sequence(start, first, ")");
    if (isStarred) this.refuseStar(first);
    this.expect(")");
    return first;
  }

  #sequenceItem = (): Pattern => {
    const { start } = this.token;
    if (!this.accept("*")) return this.#asPattern();
    const name = this.boundName();
    return this.#pattern(start, name.name === "_" ? [] : [{ ...name, parts: [name] }]);
  };

  /** Reads the rest of a sequence, of which `first` is read already, up to `close`, and a bracket. */
  #sequence(start: number, first: Pattern | undefined, close: ")" | "]" | ":"): Pattern {
    const patterns = first ? [first] : [];
    let hasStar = first !== undefined && this.code[first.start] === "*";
    const atEnd = () => this.at(close) || (close === ":" && this.at("if"));
    if (first) this.expect(",");
    while (!atEnd()) {
      if (this.at("*") && hasStar) {
        failAt(this.token.start, "Only one name of a pattern takes the rest");
      }
      hasStar ||= this.at("*");
      patterns.push(this.#sequenceItem());
      if (!this.accept(",")) break;
    }
    if (close !== ":") this.expect(close);
    return this.#pattern(start, patterns);
  }

  #mapping(): Pattern {
    const { start } = this.read();
    const patterns: Node[] = [];
    const keys = new Set<string>();
    while (!this.at("}")) {
      if (this.accept("**")) {
        if (this.at("_")) this.unexpected();
        const name = this.boundName();
        patterns.push({ ...name, parts: [name] });
        this.accept(",");
        break;
      }
      const { start: at, type } = this.token;
      if (type !== "name") this.#value();
      else if (this.peek(1).text === ".") {
        this.name();
        while (this.accept(".")) this.name();
      } else failAt(at, "A key of a pattern is a plain value");
      const key = this.code.slice(at, this.end);
      if (keys.has(key) && type !== "name") failAt(at, `“${key}” is a key already`);
      keys.add(key);
      this.expect(":");
      patterns.push(this.#asPattern());
      if (!this.accept(",")) break;
    }
    this.expect("}");
    return this.#pattern(start, patterns);
  }
}
