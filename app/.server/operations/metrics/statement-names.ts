/** What statements are called where they are measured: stable, few, and without a value in them. */

/** What a statement is known by. */
export interface StatementName {
  /** Its verb and first tables, for people, and some digits that tell it from its like. */
  name: string;
  /** Its text without values. */
  text: string;
}

/** Longer texts are cut: their beginning is enough to find them in the sources. */
const MOST_TEXT = 4_000;
/** Tables in a name, and letters of it: names are columns of a table, and keys in the isolate. */
const MOST_TABLES = 2;
const MOST_WORDS = 80;

/** What may hold quotes or digits, in the order in which a scanner must try them. */
const TOKENS = new RegExp(
  [
    /--[^\n]*|\/\*[\s\S]*?\*\//, // a comment, whose apostrophes mean nothing
    /"(?:[^"]|"")*"/, // an identifier
    /\b[EBXU]&?'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)/, // a string with escapes
    /'(?:[^']|'')*(?:'|$)/, // a string
    /\$(\w*)\$[\s\S]*?(?:\$\1\$|$)/, // a string in dollars
    /\$\d+/, // a parameter
    /[a-z_][\w$]*/, // a word, which may end in digits
    /(?:\d|\.\d)[\w.]*(?:(?<=e)[+-]\d+)?/, // a number
  ]
    .map(({ source }) => `(?:${source})`)
    .join("|"),
  "gi",
);

/**
 * SQL without its literals: strings, numbers and parameters become `?`, comments go.
 * Conditions of plans are SQL too; in them parameters have become literals.
 */
export const withoutValues = (sql: string): string =>
  sql.replace(TOKENS, (token) => {
    if (/^(--|\/\*)/.test(token)) return " ";
    return /^["a-z_](?!&?')/i.test(token) ? token : "?";
  });

/** Lists of any length are the same statement. */
const withoutLengths = (sql: string): string =>
  sql
    .replace(/\s+/g, " ")
    .replace(/\?(?:, ?\?)+/g, "?")
    .replace(/\(\?\)(?:, ?\(\?\))+/g, "(?)")
    .trim();

/** 32 bits of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv), of which a name shows 24. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 8).toString(16).padStart(6, "0");
}

/** What stands where a table may, and is none. */
const NO_TABLE = /^(select|lateral|only|of|set|skip|unnest|(json|generate)\w+)$/i;

/** The tables in a statement in their order, without the names that it makes itself. */
function tablesIn(text: string): string[] {
  const made = text.matchAll(/"?(\w+)"?(?: \([^()]*\))? AS (?:NOT )?(?:MATERIALIZED )?\(/gi);
  const own = new Set([...made].map((match) => match[1]));
  const named = text.matchAll(/\b(?<!DISTINCT )(?:FROM|JOIN|INTO|UPDATE) "?([a-z_]\w*)"?/gi);
  const tables = [...named].map((match) => match[1] ?? "");
  return [...new Set(tables)].filter((table) => !own.has(table) && !NO_TABLE.test(table));
}

/** Nearly every statement looks at these to see who is asking, so they tell little. */
const OF_WHO_ASKS = new Set(["users", "sign_ins"]);

/** A change, and of which table. */
const CHANGE = /\b(?:(INSERT) INTO|(DELETE) FROM|(?<!DO |KEY |FOR )(UPDATE)) "?([a-z_]\w*)/i;

/** Its first change, or what it begins with; then what that is about. */
function wordsFor(text: string): string {
  const tables = tablesIn(text);
  const [, insert, remove, update, changed] = CHANGE.exec(text) ?? [];
  const first = /^\W*(\w+)/.exec(text)?.[1] ?? "statement";
  const verb = insert ?? remove ?? update ?? (/^with$/i.test(first) ? "select" : first);
  const telling = tables.filter((table) => table !== changed && !OF_WHO_ASKS.has(table));
  const about = [changed, ...telling].filter(Boolean).slice(0, MOST_TABLES);
  // What reads of nobody else, or calls a function.
  const fallback = tables[0] ?? /(\w+) ?\(/.exec(text)?.[1];
  if (about.length === 0 && fallback) about.push(fallback);
  return [verb.toLowerCase(), about.join(", ")].filter(Boolean).join(" ").slice(0, MOST_WORDS);
}

export function statementNameOf(sql: string): StatementName {
  const text = withoutLengths(withoutValues(sql));
  return { name: `${wordsFor(text)} #${digest(text)}`, text: text.slice(0, MOST_TEXT) };
}
