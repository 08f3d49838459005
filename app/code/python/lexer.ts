/** Divides Python into tokens. */
import { misplacedMessage } from "../messages.ts";
import { checkEscapes, numberEnd, quoteAfter } from "./literals.ts";
import { diagnosticOf, failAt } from "./syntax-error.ts";
import { CLOSING, KEYWORDS, MAX_DEPTH, TOO_DEEP, type Token, type TokenType } from "./tokens.ts";

const NAME = /[\p{XID_Start}_]\p{XID_Continue}*/uy;
const STRING_START = /(br?|rb?|u|fr?|rf)?("""|'''|"|')/iy;
const NUMBER_START = /\.?[0-9]/y;
const OPERATOR =
  /\*\*=?|\/\/=?|>>=?|<<=?|\.\.\.|->|:=|!=|[-+*/%@&|^<>=]=|[-+*/%@&|^<>=~()[\]{},:.;]/y;
/** Blanks, comments, and line ends between a backslash and more code. */
const IGNORED = /(?:[ \t\f]|#[^\r\n]*|\\(?:\r\n?|\n)(?!$))+/y;
const LINE_END = /\r\n?|\n/y;
const INDENTATION = /[ \t\f]*/y;
/** A line without code. */
const BLANK_REST = /(?:#[^\r\n]*)?(?:\r\n?|\n|$)/y;

const STRAY_BRACE = "A brace closes nothing: write it twice";

/** The width of an indentation with tabs of eight columns, and with tabs of one: both have to agree. */
interface Indent {
  wide: number;
  narrow: number;
}

interface FString {
  start: number;
  quotes: string;
  isRaw: boolean;
}

function widthOf(blanks: string): Indent {
  let wide = 0;
  let narrow = 0;
  for (const blank of blanks) {
    if (blank === "\f") wide = narrow = 0;
    else {
      wide = blank === "\t" ? wide + 8 - (wide % 8) : wide + 1;
      narrow += 1;
    }
  }
  return { wide, narrow };
}

class Lexer {
  readonly tokens: Token[] = [];
  readonly #code: string;
  #at = 0;
  #isLineStart = true;
  readonly #indents: Indent[] = [{ wide: 0, narrow: 0 }];
  readonly #brackets: { sign: string; at: number }[] = [];

  constructor(code: string) {
    this.#code = code;
  }

  readAll(): void {
    while (this.#at < this.#code.length) {
      if (this.#isLineStart) this.#readIndentation();
      else this.#readToken();
    }
    const open = this.#brackets.at(-1);
    if (open) failAt(open.at, `“${open.sign}” is not closed`);
    if (!this.#isLineStart) this.#push("newline", "");
    for (const _ of this.#indents.slice(1)) this.#push("dedent", "");
    this.#push("end", "");
  }

  #push(type: TokenType, text: string, start = this.#at): void {
    this.tokens.push({ type, start, end: this.#at, text });
  }

  /** Returns what a sticky expression matches here, and goes on after it. */
  #match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#code);
    if (match) this.#at = expression.lastIndex;
    return match;
  }

  #readIndentation(): void {
    const [blanks = ""] = this.#match(INDENTATION) ?? [];
    if (this.#match(BLANK_REST)) return;
    this.#isLineStart = false;
    const indent = widthOf(blanks);
    const current = () => this.#indents.at(-1) ?? indent;
    if (indent.wide > current().wide) {
      if (indent.narrow <= current().narrow) failAt(this.#at, "Tabs and blanks are mixed");
      if (this.#indents.length > MAX_DEPTH / 2) failAt(this.#at, TOO_DEEP);
      this.#indents.push(indent);
      this.#push("indent", "");
    }
    while (indent.wide < current().wide) {
      this.#indents.pop();
      if (indent.wide > current().wide) {
        failAt(this.#at, "No line above is indented as this one");
      }
      this.#push("dedent", "");
    }
    if (indent.narrow !== current().narrow) failAt(this.#at, "Tabs and blanks are mixed");
  }

  #readToken(): void {
    if (this.#match(IGNORED)) return;
    const start = this.#at;
    const [string, prefix = "", quotes = ""] = this.#match(STRING_START) ?? [];
    if (string) this.#readString(start, prefix, quotes);
    else if (this.#match(LINE_END)) this.#endLine(start);
    else this.#readWord(start);
  }

  #endLine(start: number): void {
    if (this.#brackets.length > 0) return;
    this.#push("newline", "", start);
    this.#isLineStart = true;
  }

  /** Reads a name, a number or an operator. */
  #readWord(start: number): void {
    const name = this.#match(NAME)?.[0];
    if (name) this.#push(KEYWORDS.has(name) ? "keyword" : "name", name, start);
    else if (this.#match(NUMBER_START)) {
      this.#at = numberEnd(this.#code, start);
      this.#push("number", this.#code.slice(start, this.#at), start);
    } else {
      const operator = this.#match(OPERATOR)?.[0] ?? this.#refuseCharacter();
      this.#countBrackets(operator, start);
      this.#push("operator", operator, start);
    }
  }

  #refuseCharacter(): never {
    const character = String.fromCodePoint(this.#code.codePointAt(this.#at) ?? 0);
    if (character === "\\") failAt(this.#at, "Behind “\\” stands another line");
    failAt(this.#at, misplacedMessage(character, "PYTHON"));
  }

  #countBrackets(sign: string, at: number): void {
    if (CLOSING.has(sign)) {
      if (this.#brackets.length >= MAX_DEPTH) failAt(at, TOO_DEEP);
      this.#brackets.push({ sign, at });
    } else if (/^[)\]}]$/.test(sign)) {
      const open = this.#brackets.pop();
      // The parser refuses a bracket that closes nothing: what is before it may be wrong, too.
      if (open && CLOSING.get(open.sign) !== sign)
        failAt(at, `“${sign}” does not close “${open.sign}”`);
    }
  }

  #readString(start: number, prefix: string, quotes: string): void {
    const isRaw = /r/i.test(prefix);
    if (/f/i.test(prefix)) {
      this.#push("fstring-start", "", start);
      this.#readFStringText({ start, quotes, isRaw }, 0);
      this.#at += quotes.length;
      this.#push("fstring-end", "");
      return;
    }
    const end = quoteAfter(this.#code, this.#at, quotes);
    if (end < 0) this.#refuseUnterminated(start, quotes);
    const isBytes = /b/i.test(prefix);
    if (!isRaw) checkEscapes(this.#code, this.#at, end, isBytes ? "bytes" : "text");
    if (isBytes && /[^\0-\x7f]/.test(this.#code.slice(this.#at, end))) {
      failAt(start, "Bytes have ASCII characters only");
    }
    this.#at = end + quotes.length;
    this.#push("string", this.#code.slice(start, this.#at), start);
  }

  #refuseUnterminated(start: number, quotes: string): never {
    failAt(start, `Unterminated ${quotes.length === 3 ? "triple-quoted " : ""}string literal`);
  }

  /**
   * Reads the text of an f-string up to its quotes, or if `specs` is not 0, a format up to the `}` behind it. In a string
   * of one line, a line end ends a format, too.
   */
  #readFStringText(string: FString, specs: number): void {
    const { quotes, isRaw, start } = string;
    let from = this.#at;
    const finish = () => {
      if (!isRaw) checkEscapes(this.#code, from, this.#at, "text");
      if (this.#at > from) this.#push("fstring-text", "", from);
    };
    for (;;) {
      const sign = this.#code[this.#at];
      const isDoubled = specs === 0 && this.#code[this.#at + 1] === sign;
      const isQuotes = sign === quotes[0] && this.#code.startsWith(quotes, this.#at);
      const isLineEnd = /^[\r\n]$/.test(sign ?? "") && quotes.length === 1;
      const isFormatEnd = sign === "}" || isLineEnd;
      if (specs > 0 ? isFormatEnd : isQuotes) break;
      if (sign === undefined || isQuotes || isLineEnd) this.#refuseUnterminated(start, quotes);
      if (sign === "\\") this.#skipEscape(isRaw);
      else if (sign === "{" && !isDoubled) {
        finish();
        this.#readField(string, specs);
        from = this.#at;
      } else if (sign === "}" && !isDoubled) failAt(this.#at, STRAY_BRACE);
      else this.#at += /[{}]/.test(sign) ? 2 : 1;
    }
    finish();
  }

  /** Goes on after an escape in an f-string. A brace after a backslash is no part of an escape. */
  #skipEscape(isRaw: boolean): void {
    const next = this.#code[this.#at + 1] ?? "";
    const end = this.#code.indexOf("}", this.#at);
    if (!isRaw && next === "N" && this.#code[this.#at + 2] === "{" && end > 0) this.#at = end + 1;
    else this.#at += /[{}]/.test(next) ? 1 : 2;
  }

  /** Reads `{value!r:format}` in an f-string. */
  #readField(string: FString, specs: number): void {
    if (specs > 2) failAt(this.#at, "Formats in formats, too deeply to be read");
    this.#readSign();
    const depth = this.#brackets.length;
    while (this.#at < this.#code.length) {
      const sign = this.#code[this.#at];
      const isOutside = this.#brackets.length === depth;
      if (isOutside && sign === "}") break;
      if (isOutside && sign === ":") {
        this.#readSign();
        this.#readFStringText(string, specs + 1);
      } else if (isOutside && sign === "!" && this.#code[this.#at + 1] !== "=") this.#readSign();
      else this.#readToken();
    }
    if (this.#at >= this.#code.length) this.#refuseUnterminated(string.start, string.quotes);
    this.#readSign();
  }

  /** Reads an operator of one character. */
  #readSign(): void {
    const sign = this.#code[this.#at] ?? "";
    this.#countBrackets(sign, this.#at);
    this.#at += 1;
    this.#push("operator", sign, this.#at - 1);
  }
}

/** Returns the tokens of `code`. The last one has the type `end`, or `error` if the text ends in one. */
export function tokenize(code: string): Token[] {
  const lexer = new Lexer(code);
  try {
    lexer.readAll();
  } catch (error) {
    const { at, message } = diagnosticOf(error);
    lexer.tokens.push({ type: "error", start: at, end: at, text: message });
  }
  return lexer.tokens;
}
