/** The client of PostgreSQL, which lets the server keep the plan of a statement. */
import pg from "pg";
import { sha256Hex } from "../sha256.ts";

/** The names of statements by their texts, kept by the isolate. Some texts have ten kilobytes, and hashing one takes longer than finding it. */
const names = new Map<string, string>();

/** Some hundred texts occur. More only where a text spells out a list or a batch. */
const MOST_NAMES = 500;

function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= MOST_NAMES) names.clear();
  // PostgreSQL cuts names after 63 bytes.
  const name = sha256Hex(text).slice(0, 32);
  names.set(text, name);
  return name;
}

/**
 * Prepares every statement with parameters under a name that its text gives. Planning takes two to six times as long as executing
 * most of our statements, and PostgreSQL plans one that has no name each time. It costs no round trip, and the pooler
 * knows which of its connections has which statement (docs/decisions/0060-prepared-statements.md).
 */
export class PreparedClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: `pg.Client.query` has nine overloads, and Kysely calls one.
  override query(text: any, values?: any, ...rest: any[]): any {
    if (typeof text !== "string" || !Array.isArray(values) || values.length === 0)
      return Reflect.apply(super.query, this, [text, values, ...rest]);
    return Reflect.apply(super.query, this, [{ name: nameOf(text), text, values }, ...rest]);
  }
}
