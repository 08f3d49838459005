/** Flattens the JSON Schemas of the API into rows, one a field. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  pattern?: string;
  default?: unknown;
}

export interface Field {
  /** The path from the top of the body, with dots; `[]` stands for the items of a list. */
  path: string;
  type: string;
  required: boolean;
  /** The limits of its values, in words. */
  limits: string;
}

export type Components = Record<string, Schema>;

function resolve(schema: Schema, components: Components): Schema {
  const name = schema.$ref?.split("/").at(-1);
  const target = name === undefined ? schema : components[name];
  const parts = target?.allOf?.map((part) => resolve(part, components)) ?? [];
  return Object.assign({}, ...parts, target);
}

function typeOf(unresolved: Schema, components: Components): string {
  const schema = resolve(unresolved, components);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.prefixItems) {
    return `[${schema.prefixItems.map((item) => typeOf(item, components)).join(", ")}]`;
  }
  if (schema.items) return `${typeOf(schema.items, components)}[]`;
  const types = [schema.type ?? "any"].flat();
  return types.map((type) => (type === "string" ? (schema.format ?? type) : type)).join(" | ");
}

function limitsOf({ minimum, maximum, minLength, maxLength, maxItems, ...schema }: Schema): string {
  const range = (from: number | undefined, to: number | undefined, unit: string) => {
    if (from !== undefined && to !== undefined) return `${from} to ${to}${unit}`;
    if (to !== undefined) return `at most ${to}${unit}`;
    return from === undefined ? "" : `at least ${from}${unit}`;
  };
  return [
    schema.description,
    range(minimum, maximum, ""),
    range(minLength, maxLength, " characters"),
    range(undefined, maxItems, " items"),
    schema.pattern && `matches ${schema.pattern}`,
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ]
    .filter(Boolean)
    .join("; ");
}

/** Returns the row of one field, without the fields inside it. */
export function fieldOf(
  path: string,
  unresolved: Schema,
  required: boolean,
  components: Components,
): Field {
  const schema = resolve(unresolved, components);
  return { path, type: typeOf(schema, components), required, limits: limitsOf(schema) };
}

/** Returns a row for every field of a schema, depth first. */
export function fieldsOf(unresolved: Schema, components: Components, prefix = ""): Field[] {
  const schema = resolve(unresolved, components);
  if (schema.items) return fieldsOf(schema.items, components, `${prefix}[]`);
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    const required = schema.required?.includes(name) ?? false;
    return [fieldOf(path, property, required, components), ...fieldsOf(property, components, path)];
  });
}
