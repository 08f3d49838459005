/**
 * Reads tokens in their order: what all parts of the parser share. Each part extends the one below it, and declares as
 * abstract what it needs from those above, because the constructs of Python contain each other and files may not import
 * each other in a circle.
 */
import { quote, unexpectedMessage } from "../messages.ts";
import { tokenize } from "./lexer.ts";
import type { Node, NodeKind } from "./nodes.ts";
import { failAt } from "./syntax-error.ts";
import { MAX_DEPTH, TOO_DEEP, type Token } from "./tokens.ts";
import { unclosedBefore } from "./unclosed.ts";

const END: Token = { type: "end", start: 0, end: 0, text: "" };

/** Signs and words with which a value begins. */
const VALUE_STARTS = new Set("( [ { + - ~ * ... None True False await lambda not".split(" "));
const VALUE_TYPES = /^(name|number|string|fstring-start)$/;

export abstract class TokenReader {
  protected readonly code: string;
  readonly #tokens: Token[];
  #index = 0;
  #depth = 0;

  constructor(code: string) {
    this.code = code;
    this.#tokens = tokenize(code);
  }

  /** The next token, which is not read yet. */
  protected get token(): Token {
    return this.peek(0);
  }

  /** The token that comes `count` tokens after the next one. */
  protected peek(count: number): Token {
    return this.#tokens[this.#index + count] ?? END;
  }

  /** The offset after the last token that was read. */
  protected get end(): number {
    return this.#tokens[this.#index - 1]?.end ?? 0;
  }

  protected read(): Token {
    const { token } = this;
    this.#index += 1;
    return token;
  }

  protected at(text: string): boolean {
    return this.token.text === text;
  }

  /** Reads the next token if it is `text`, and returns whether it was. */
  protected accept(text: string): boolean {
    const isNext = this.at(text);
    if (isNext) this.#index += 1;
    return isNext;
  }

  protected expect(text: string): void {
    if (!this.accept(text)) this.unexpected(text);
  }

  /** Whether a value begins here. */
  protected get atValue(): boolean {
    return VALUE_TYPES.test(this.token.type) || VALUE_STARTS.has(this.token.text);
  }

  /** Refuses the next token. */
  protected unexpected(expected?: string): never {
    const { token } = this;
    const last = this.#tokens.at(-1) ?? END;
    // A bracket before this token that is never closed explains it best.
    if (token.type === "error" || (last.type === "error" && last.start < token.start)) {
      failAt(last.start, last.text);
    }
    const open = unclosedBefore(this.code, this.#tokens, this.#index);
    if (open) failAt(open.start, `“${open.text}” is not closed`);
    if (token.type === "indent") failAt(token.start, "Unexpected indent");
    if (token.text === ":=") failAt(token.start, "“:=” stands in parentheses here");
    failAt(token.start, unexpectedMessage(this.code, token.start, "PYTHON", expected));
  }

  protected node(kind: NodeKind, start: number, parts: Node[] = [], name?: string): Node {
    return { kind, start, end: this.end, parts, ...(name === undefined ? {} : { name }) };
  }

  /** Reads a name. */
  protected name(): Node {
    const { type, start, text } = this.token;
    if (type !== "name") this.unexpected();
    this.read();
    return this.node("Name", start, [], text);
  }

  /** Reads a name that gets a value. */
  protected boundName(): Node {
    const name = this.name();
    this.checkBound(name);
    return name;
  }

  protected checkBound({ name, start }: Node): void {
    if (name === "__debug__") failAt(start, "Cannot assign to “__debug__”");
  }

  /** Calls `read` for code that is nested in other code, and returns its result. Fails when the nesting is too deep. */
  protected nested<Result>(read: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) failAt(this.token.start, TOO_DEEP);
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Reads items with commas between them; a comma may also be behind the last one. */
  protected commaSeparated(
    item: () => Node,
    first = item(),
    atItem = () => this.atValue,
  ): { items: Node[]; hasComma: boolean } {
    const items = [first];
    let hasComma = false;
    while (this.accept(",")) {
      hasComma = true;
      if (!atItem()) break;
      items.push(item());
    }
    return { items, hasComma };
  }

  /** Checks that `node` may stand on the left of a `=`, or behind `for`, `as` or `del`. */
  protected checkTarget(node: Node, verb: "assign to" | "delete" = "assign to"): void {
    const { kind, parts } = node;
    if (/^(Name|Attribute|Subscript)$/.test(kind)) {
      this.checkBound(node);
      return;
    }
    if (kind !== "Tuple" && kind !== "List") this.refuseTarget(node, verb);
    const [, second] = parts.filter((part) => part.kind === "Starred");
    if (second) failAt(second.start, "Only one name of an assignment takes the rest");
    for (const part of parts) {
      const [starred] = part.kind === "Starred" && verb === "assign to" ? part.parts : [];
      this.checkTarget(starred ?? part, verb);
    }
  }

  protected refuseTarget({ start, end }: Node, verb = "assign to"): never {
    failAt(start, `Cannot ${verb} “${quote(this.code, start, end)}”`);
  }

  protected refuseStar({ start }: Node): never {
    failAt(start, "Nothing takes what “*” unpacks here");
  }
}
