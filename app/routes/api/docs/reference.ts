/** Turns the OpenAPI document into what the page shows. */
import { type Components, type Field, fieldOf, fieldsOf, type Schema } from "./schema-fields.ts";

interface Content {
  content?: Record<string, { schema: Schema }>;
}

interface OperationObject {
  tags?: string[];
  summary?: string;
  security?: Record<string, string[]>[];
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    schema: Schema;
    description?: string;
  }[];
  requestBody?: Content;
  responses: Record<string, Content & { description: string }>;
}

interface Document {
  info: { version: string };
  servers?: { url: string }[];
  components?: { schemas?: Components };
  paths: Record<string, Record<string, OperationObject>>;
}

export interface Response {
  status: string;
  description: string;
  fields: Field[];
}

export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  /** `optional`: for anybody, and a signed-in account is told more. */
  signIn: "none" | "optional" | "required";
  parameters: (Field & { place: string })[];
  body: Field[];
  responses: Response[];
  problems: { status: string; codes: string[] }[];
}

export interface Reference {
  version: string;
  groups: { tag: string; operations: Operation[] }[];
}

const PROBLEM = "application/problem+json";
const schemaIn = ({ content = {} }: Content) => content["application/json"]?.schema;

function signInOf(security: OperationObject["security"] = []): Operation["signIn"] {
  if (security.length === 0) return "none";
  return security.some((scheme) => Object.keys(scheme).length === 0) ? "optional" : "required";
}

function operationOf(
  method: string,
  path: string,
  object: OperationObject,
  components: Components,
): Operation {
  const allResponses = Object.entries(object.responses);
  const body = object.requestBody && schemaIn(object.requestBody);
  return {
    id: `${method}${path.replace(/[^a-z]+/gi, "-")}`.replace(/-$/, ""),
    method: method.toUpperCase(),
    path,
    summary: object.summary ?? "",
    signIn: signInOf(object.security),
    parameters: (object.parameters ?? []).map(
      ({ name, in: place, required = false, schema, description }) => ({
        ...fieldOf(
          name,
          { ...(description !== undefined && { description }), ...schema },
          required,
          components,
        ),
        place,
      }),
    ),
    body: body ? fieldsOf(body, components) : [],
    responses: allResponses
      .filter(([, response]) => !response.content?.[PROBLEM])
      .map(([status, response]) => {
        const schema = schemaIn(response);
        return {
          status,
          description: response.description,
          fields: schema ? fieldsOf(schema, components) : [],
        };
      }),
    problems: allResponses
      .filter(([, response]) => response.content?.[PROBLEM])
      .map(([status, { description }]) => ({
        status,
        codes: [...description.matchAll(/`(\w+)`/g)].map(([, code]) => code ?? ""),
      })),
  };
}

/**
 * Returns the operations of the API by tag.
 *
 * @param document the API's OpenAPI 3.1 document
 */
export function referenceOf(document: unknown): Reference {
  const { info, servers, components, paths } = document as Document;
  const root = servers?.[0]?.url ?? "";
  const byTag = new Map<string, Operation[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, object] of Object.entries(methods)) {
      const operation = operationOf(method, root + path, object, components?.schemas ?? {});
      const tag = object.tags?.[0] ?? "Other";
      byTag.set(tag, [...(byTag.get(tag) ?? []), operation]);
    }
  }
  return {
    version: info.version,
    groups: [...byTag].map(([tag, operations]) => ({ tag, operations })),
  };
}
