/** Names of statements for the metrics: stable, few, and without any value. */

/** A statement's name and text in the metrics. */
export interface StatementName {
  /** The verb and the first tables, and the digits of a hash. */
  name: string;
  /** The statement without values. */
  text: string;
}

/** Longer texts are cut: the beginning is enough to find the statement in the sources. */
const MAX_TEXT_LENGTH = 4_000;
/** The most tables in a name, and its longest words: names are stored in a column and as keys in memory. */
const MAX_TABLES = 2;
const MAX_NAME_LENGTH = 80;

/** The tokens that may contain quotes or digits, in the order in which a scanner must try them. */
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
 * Returns SQL without values: strings, numbers and parameters become `?`, and comments are removed. Also
 * used for the conditions of plans, in which PostgreSQL writes parameters as literals.
 */
export const withoutValues = (sql: string): string =>
  sql.replace(TOKENS, (token) => {
    if (/^(--|\/\*)/.test(token)) return " ";
    return /^["a-z_](?!&?')/i.test(token) ? token : "?";
  });

/** Returns SQL in which lists of any length are equal, so that they share a name. */
const withoutLengths = (sql: string): string =>
  sql
    .replace(/\s+/g, " ")
    .replace(/\?(?:, ?\?)+/g, "?")
    .replace(/\(\?\)(?:, ?\(\?\))+/g, "(?)")
    .trim();

/** Returns 24 of the 32 bits of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv) in hexadecimal digits. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 8).toString(16).padStart(6, "0");
}

/** Words that can stand in the place of a table without being one. */
const NO_TABLE = /^(select|lateral|only|of|set|skip|unnest|(json|generate)\w+)$/i;

/** Returns the tables of a statement in their order, without its CTEs. */
function tablesIn(text: string): string[] {
  const made = text.matchAll(/"?(\w+)"?(?: \([^()]*\))? AS (?:NOT )?(?:MATERIALIZED )?\(/gi);
  const own = new Set([...made].map((match) => match[1]));
  const named = text.matchAll(/\b(?<!DISTINCT )(?:FROM|JOIN|INTO|UPDATE) "?([a-z_]\w*)"?/gi);
  const tables = [...named].map((match) => match[1] ?? "");
  return [...new Set(tables)].filter((table) => !own.has(table) && !NO_TABLE.test(table));
}

/** Tables that nearly every statement reads for authorization, so they do not tell statements apart. */
const AUTHORIZATION_TABLES = new Set(["users", "sign_ins"]);

/** A verb that changes a table, and that table. */
const CHANGE = /\b(?:(INSERT) INTO|(DELETE) FROM|(?<!DO |KEY |FOR )(UPDATE)) "?([a-z_]\w*)/i;

/** Returns the words of a statement's name: the verb of its first INSERT, UPDATE or DELETE, then its first tables. */
function wordsFor(text: string): string {
  const tables = tablesIn(text);
  const [, insert, remove, update, changed] = CHANGE.exec(text) ?? [];
  const first = /^\W*(\w+)/.exec(text)?.[1] ?? "statement";
  const verb = insert ?? remove ?? update ?? (/^with$/i.test(first) ? "select" : first);
  const telling = tables.filter((table) => table !== changed && !AUTHORIZATION_TABLES.has(table));
  const about = [changed, ...telling].filter(Boolean).slice(0, MAX_TABLES);
  // For statements that read nothing else, or only call a function.
  const fallback = tables[0] ?? /(\w+) ?\(/.exec(text)?.[1];
  if (about.length === 0 && fallback) about.push(fallback);
  return [verb.toLowerCase(), about.join(", ")].filter(Boolean).join(" ").slice(0, MAX_NAME_LENGTH);
}

/** Returns the name of a statement. */
export function statementNameOf(sql: string): StatementName {
  const text = withoutLengths(withoutValues(sql));
  return { name: `${wordsFor(text)} #${digest(text)}`, text: text.slice(0, MAX_TEXT_LENGTH) };
}

/** True for text of the form that names of statements have. */
export const isStatementName = (text: string) =>
  text.length <= MAX_NAME_LENGTH + 8 && /^[\w ,]+ #[0-9a-f]{6}$/.test(text);
