/** The types of a client that is generated from the OpenAPI document. */
import openapiTypescript, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { expect, it } from "vitest";
import { createApi } from "../../workers/api/index.ts";

/** A program of somebody who uses the types. Each `@ts-expect-error` is an error if the types allow its line. */
const PROGRAM = `
import type { operations } from "./api.js";

type Body<Name extends keyof operations> =
  operations[Name] extends { requestBody: { content: { "application/json": infer Json } } } ? Json : never;
type Answer<Name extends keyof operations, Status extends number> =
  operations[Name]["responses"] extends Record<Status, { content: { "application/json": infer Json } }> ? Json : never;

export const start: Body<"startGame"> = { language: "PYTHON" };
// @ts-expect-error There is no such language
export const wrongStart: Body<"startGame"> = { language: "COBOL" };

export const token = (started: Answer<"startGame", 201>): string => started.session_token;
// @ts-expect-error There is no such field
export const wrongToken = (started: Answer<"startGame", 201>) => started.ticket;

export const press = (end: Body<"endGame">): [number, string] | undefined => end.key_sequence[0];
// @ts-expect-error A key is a pair
export const wrongPress = (end: Body<"endGame">) => end.key_sequence[0]?.[2];

export const rank = (board: Answer<"getLeaderboard", 200>): number | undefined => board.items[0]?.rank;
export const who = (me: Answer<"getOwnProfile", 200>): string => me.username;
export const retry = (limited: operations["signIn"]["responses"][429]): string =>
  limited.content["application/problem+json"].code;
`;

/** Compiles files that exist only here, and returns the errors. */
function errorsIn(files: Record<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    noUncheckedIndexedAccess: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const textOf = (path: string) => files[path.slice(path.lastIndexOf("/") + 1)];
  host.fileExists = (path) => textOf(path) !== undefined || fileExists(path);
  host.readFile = (path) => textOf(path) ?? readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const text = textOf(path);
    return text === undefined
      ? getSourceFile(path, ...rest)
      : ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  };
  const program = ts.createProgram(Object.keys(files), options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

it("the types of a generated client know bodies, answers and problems", async () => {
  const document = JSON.parse(JSON.stringify(createApi().describe())) as OpenAPI3;
  const types = astToString(await openapiTypescript(document));
  expect(errorsIn({ "api.d.ts": types, "client.ts": PROGRAM })).toEqual([]);
});
