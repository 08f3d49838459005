/** Generates JSON for the fuzz test: values that fit a schema of the OpenAPI description, and corrupted ones. */
import fc from "fast-check";

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

const text = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.format === "uuid") return fc.uuid();
  if (schema.format === "email") return fc.emailAddress();
  return fc.string({
    minLength: schema.minLength ?? 0,
    maxLength: Math.min(schema.maxLength ?? 40, 80),
  });
};

/**
 * Returns an arbitrary of values that fit `schema`.
 *
 * @param resolve returns the schema that a `$ref` names
 */
export function arbitraryOf(
  schema: Schema,
  resolve: (ref: string) => Schema,
): fc.Arbitrary<unknown> {
  const recur = (inner: Schema) => arbitraryOf(inner, resolve);
  if (schema.$ref) return recur(resolve(schema.$ref));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return fc.oneof(...choices.map(recur));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "object":
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, recur(inner)]),
        ),
        { requiredKeys: schema.required ?? [] },
      );
    case "array":
      return schema.prefixItems
        ? fc.tuple(...schema.prefixItems.map(recur))
        : fc.array(recur(schema.items ?? {}), { maxLength: 30 });
    case "integer":
      return fc.integer({
        min: schema.minimum ?? -10,
        max: Math.min(schema.maximum ?? 1_000, 100_000),
      });
    case "number":
      return fc.double();
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return text(schema);
  }
}

const HOSTILE_VALUES: unknown[] = [
  null,
  "",
  0,
  -1,
  1.5,
  1e308,
  true,
  [],
  {},
  "\u0000",
  "\ud800",
  "' OR 1=1 --",
  "../../etc/passwd",
  "x".repeat(3_000),
  "💥",
  [[]],
  { $ne: null },
  "00000000-0000-0000-0000-000000000000",
  Number.MAX_SAFE_INTEGER,
];

/** Corrupts a value in one place: replaces, drops or adds a part, or replaces the whole value. */
export function corrupt(value: unknown): fc.Arbitrary<unknown> {
  const hostile = fc.oneof(fc.constantFrom(...HOSTILE_VALUES), fc.jsonValue());
  if (!value || typeof value !== "object") return hostile;
  const keys = Object.keys(value);
  const inside = (keys.length ? fc.constantFrom(...keys) : fc.constant("0")).chain((key) =>
    corrupt((value as Record<string, unknown>)[key]).map((part) =>
      Array.isArray(value)
        ? value.map((item, i) => (String(i) === key ? part : item))
        : { ...value, [key]: part },
    ),
  );
  const dropped = fc
    .constantFrom(...keys, "none")
    .map((key) =>
      Array.isArray(value)
        ? value.slice(1)
        : Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)),
    );
  const added = fc
    .tuple(fc.string(), hostile)
    .map(([name, part]) => (Array.isArray(value) ? [...value, part] : { ...value, [name]: part }));
  return fc.oneof(
    { weight: 5, arbitrary: inside },
    { weight: 2, arbitrary: dropped },
    { weight: 2, arbitrary: added },
    { weight: 1, arbitrary: hostile },
  );
}
