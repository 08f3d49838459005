/** The types in which the schema document and the migrated database are compared, and `readSchema`, which reads the latter. */
import type pg from "pg";

/** A column. A missing property is one that the document does not specify. */
export interface Column {
  type?: string;
  nullable?: boolean;
  /** The default's expression; null without a default. */
  default?: string | null;
}

/** Definitions by name, as PostgreSQL prints them, but without the name and the table. */
export type Definitions = Record<string, string>;

export interface Table {
  columns: Record<string, Column>;
  primaryKey: Definitions;
  foreignKeys: Definitions;
  /** Unique constraints and unique indexes, which the document does not tell apart. */
  unique: Definitions;
  checks: Definitions;
  indexes: Definitions;
  triggers: Definitions;
}

export interface Schema {
  /** The values of each enumeration in their order, by its name. */
  enums: Record<string, string[]>;
  tables: Record<string, Table>;
}

export type DefinitionKind = Exclude<keyof Table, "columns">;

const TABLES = `
  SELECT relname AS "table" FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname NOT LIKE 'kysely%' AND relname <> 'migration_functions'`;

const ENUMS = `
  SELECT typname AS name, array_agg(enumlabel::text ORDER BY enumsortorder) AS values
  FROM pg_type JOIN pg_enum ON enumtypid = pg_type.oid GROUP BY typname`;

const COLUMNS = `
  SELECT relname AS "table", attname AS name, format_type(atttypid, atttypmod) AS type,
    NOT attnotnull AS nullable, pg_get_expr(adbin, adrelid) AS "default"
  FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attnum > 0 AND NOT attisdropped ORDER BY attnum`;

const DEFINITIONS = `
  SELECT relname AS "table", conname AS name, pg_get_constraintdef(pg_constraint.oid) AS definition,
    CASE contype WHEN 'p' THEN 'primaryKey' WHEN 'f' THEN 'foreignKeys' WHEN 'u' THEN 'unique'
      ELSE 'checks' END AS kind
  FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE contype <> 't'
  UNION ALL
  SELECT relname, indexrelid::regclass::text, pg_get_indexdef(indexrelid),
    CASE WHEN indisunique THEN 'unique' ELSE 'indexes' END
  FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
  -- A constraint's own index is part of the constraint.
  WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
  UNION ALL
  SELECT relname, tgname, pg_get_triggerdef(pg_trigger.oid), 'triggers'
  FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal`;

/** Returns the name that the schema document's DDL uses for a type, in lower case. */
function shortType(type: string): string {
  return type
    .replace("timestamp with time zone", "timestamptz")
    .replace("timestamp without time zone", "timestamp")
    .replace("character varying", "varchar")
    .replaceAll('"', "");
}

/** Returns a default without the casts that PostgreSQL adds to its constants. */
const withoutCasts = (expression: string | null) =>
  expression?.replace(/^('[^']*')::[\w" ]+$/, "$1") ?? null;

/** Returns a definition without its leading keywords, its name and its table. */
function withoutNames(definition: string): string {
  return definition
    .replace(/^CREATE (UNIQUE )?INDEX .+? USING (btree )?/, "")
    .replace(/^CREATE TRIGGER \S+ (.+?) ON \S+ /, "$1 ")
    .replace(/^(PRIMARY KEY|FOREIGN KEY|UNIQUE|CHECK) /, "");
}

export const emptyTable = (): Table => ({
  columns: {},
  primaryKey: {},
  foreignKeys: {},
  unique: {},
  checks: {},
  indexes: {},
  triggers: {},
});

/** Reads the tables and enumerations of the client's database, without the migrator's own tables. */
export async function readSchema(client: pg.Client): Promise<Schema> {
  const schema: Schema = { enums: {}, tables: {} };
  for (const { table } of (await client.query<{ table: string }>(TABLES)).rows) {
    schema.tables[table] = emptyTable();
  }
  for (const { name, values } of (await client.query(ENUMS)).rows) schema.enums[name] = values;
  for (const row of (await client.query(COLUMNS)).rows) {
    const columns = schema.tables[row.table]?.columns;
    if (!columns) continue;
    columns[row.name] = {
      type: shortType(row.type),
      nullable: row.nullable,
      default: withoutCasts(row.default),
    };
  }
  for (const { table, name, kind, definition } of (await client.query(DEFINITIONS)).rows) {
    const definitions = schema.tables[table]?.[kind as DefinitionKind];
    if (definitions) definitions[name] = withoutNames(definition);
  }
  return schema;
}
