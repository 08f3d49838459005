/** Reads operators, conditions, lambdas, and lists of values. */
import type { Node } from "./nodes.ts";
import { PrimaryParser } from "./primaries.ts";
import { failAt } from "./syntax-error.ts";

const BITWISE = new Set("| ^ & << >> + - * / // % @ **".split(" "));
const COMPARISONS = new Set("== != < <= > >= in".split(" "));

export abstract class ExpressionParser extends PrimaryParser {
  /**
   * Reads values with operators between them, as one flat list: what binds closer makes no difference to whether it is
   * valid, and a long chain would make a deep tree.
   */
  protected operation(allowed: "all" | "bitwise"): Node {
    const { start } = this.token;
    const parts: Node[] = [];
    let isPlain = true;
    let mayNegate = allowed === "all";
    for (;;) {
      while (mayNegate && this.accept("not")) isPlain = false;
      mayNegate = false;
      while (this.accept("+") || this.accept("-") || this.accept("~")) isPlain = false;
      parts.push(this.#awaited());
      const isLogical = allowed === "all" && (this.at("and") || this.at("or"));
      mayNegate = isLogical;
      if (isLogical) this.read();
      else if (!this.#acceptOperator(allowed)) break;
    }
    const [first] = parts;
    return first && isPlain && parts.length === 1 ? first : this.node("Operation", start, parts);
  }

  #acceptOperator(allowed: "all" | "bitwise"): boolean {
    const { text } = this.token;
    if (BITWISE.has(text)) return this.accept(text);
    if (allowed === "bitwise") return false;
    if (COMPARISONS.has(text)) return this.accept(text);
    if (text === "not" && this.peek(1).text === "in")
      return this.accept("not") && this.accept("in");
    if (!this.accept("is")) return false;
    this.accept("not");
    return true;
  }

  #awaited(): Node {
    const { start } = this.token;
    if (!this.accept("await")) return this.primary();
    return this.node("Await", start, [this.primary()]);
  }

  protected expression(): Node {
    const { start } = this.token;
    if (this.at("lambda")) return this.#lambda();
    const parts = [this.operation("all")];
    while (this.accept("if")) {
      parts.push(this.operation("all"));
      this.expect("else");
      const isLambda = this.at("lambda");
      parts.push(isLambda ? this.#lambda() : this.operation("all"));
      if (isLambda) break;
    }
    const [first] = parts;
    return first && parts.length === 1 ? first : this.node("Conditional", start, parts);
  }

  #lambda(): Node {
    return this.nested(() => {
      const { start } = this.read();
      const parameters = this.parameters(":");
      this.expect(":");
      return this.node("Lambda", start, [parameters, this.expression()]);
    });
  }

  protected namedExpression(): Node {
    const value = this.expression();
    if (!this.at(":=")) return value;
    if (value.kind !== "Name" || value.isParenthesized) {
      failAt(value.start, "“:=” gives a value to a name alone");
    }
    this.checkBound(value);
    this.read();
    return this.node("NamedExpression", value.start, [value, this.expression()]);
  }

  protected starExpressions(): Node {
    const { start } = this.token;
    const item = () => (this.at("*") ? this.starred() : this.expression());
    const { items, hasComma } = this.commaSeparated(item);
    const [first] = items;
    if (!first || hasComma) return this.node("Tuple", start, items);
    if (first.kind === "Starred") this.refuseStar(first);
    return first;
  }

  protected yieldExpression(): Node {
    const { start } = this.read();
    if (this.accept("from")) return this.node("YieldFrom", start, [this.expression()]);
    return this.node("Yield", start, this.atValue ? [this.starExpressions()] : []);
  }

  /** Reads the value of an assignment. */
  protected assignedValue(): Node {
    return this.at("yield") ? this.yieldExpression() : this.starExpressions();
  }
}
