/** Compares two schemas and describes each difference in one line. */
import { type DefinitionKind, emptyTable, type Schema, type Table } from "./database-tables.ts";

export interface Difference {
  /** The table of the difference; `Enumerations` for an enumeration. */
  table: string;
  /** The name of the column, key, index, check, trigger, table or enumeration. */
  name: string;
  /** For example `game_results.status: column added`. */
  line: string;
}

const KINDS: Record<DefinitionKind, string> = {
  primaryKey: "primary key",
  foreignKeys: "foreign key",
  unique: "unique key",
  checks: "check",
  indexes: "index",
  triggers: "trigger",
};

type Change = [name: string, change: string];

/** Returns which entries `to` adds to `from`, which it lacks, and for an entry of both what `compare` returns. */
function compareEntries<T>(
  kind: string,
  from: Record<string, T>,
  to: Record<string, T>,
  compare: (before: T, after: T) => string[],
): Change[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((name): Change[] => {
    const before = from[name];
    const after = to[name];
    if (before === undefined) return [[name, `${kind} added`]];
    if (after === undefined) return [[name, `${kind} missing`]];
    return compare(before, after).map((change) => [name, change]);
  });
}

const compareText = (kind: string) => (before: string, after: string) =>
  before === after ? [] : [`${kind} ${before} became ${after}`];

const nullability = (nullable: boolean) => (nullable ? "NULL" : "NOT NULL");

function compareColumns(from: Table, to: Table): Change[] {
  return compareEntries("column", from.columns, to.columns, (before, after) => {
    const changes: string[] = [];
    const { type = after.type, nullable = after.nullable, default: value = after.default } = before;
    if (type !== after.type) changes.push(`${type} became ${after.type}`);
    if (nullable !== after.nullable) {
      changes.push(`${nullability(!!nullable)} became ${nullability(!!after.nullable)}`);
    }
    if (value !== after.default) {
      changes.push(`default ${value ?? "none"} became ${after.default ?? "none"}`);
    }
    return changes;
  });
}

function compareTables(table: string, from: Table, to: Table): Difference[] {
  const columns = compareColumns(from, to).map(([name, change]) => ({
    table,
    name,
    line: `${table}.${name}: ${change}`,
  }));
  const definitions = (Object.keys(KINDS) as DefinitionKind[]).flatMap((kind) =>
    compareEntries(KINDS[kind], from[kind], to[kind], compareText(KINDS[kind])).map(
      ([name, change]) => ({ table, name, line: `${name}: ${change}` }),
    ),
  );
  return [...columns, ...definitions];
}

/**
 * Returns the differences of `actual` from `document`. For an added table it lists the table and all
 * of its parts. A property of a column that `document` does not specify makes no difference.
 */
export function findDifferences(document: Schema, actual: Schema): Difference[] {
  const enums = compareEntries("enum", document.enums, actual.enums, (before, after) =>
    compareText("values")(before.join(", "), after.join(", ")),
  ).map(([name, change]) => ({ table: "Enumerations", name, line: `${name}: ${change}` }));
  const tables = compareEntries("table", document.tables, actual.tables, () => []).map(
    ([name, change]) => ({ table: name, name, line: `${name}: ${change}` }),
  );
  const parts = Object.keys({ ...document.tables, ...actual.tables }).flatMap((name) =>
    compareTables(name, document.tables[name] ?? emptyTable(), actual.tables[name] ?? emptyTable()),
  );
  return [...enums, ...tables, ...parts];
}
