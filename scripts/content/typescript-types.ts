/** Checks the types of the TypeScript snippets with the compiler. */
import { fileURLToPath } from "node:url";
import ts from "typescript";
import type { SourceFile } from "./house-rules.ts";
import type { Problem } from "./problems.ts";
import { DECLARATIONS, declarationsPath } from "./surroundings.ts";

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2024,
  lib: ["lib.es2024.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  // Each snippet is a module, so that two of them may define the same name.
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: [],
  noEmit: true,
  skipDefaultLibCheck: true,
};

const absolute = (path: string) => fileURLToPath(new URL(`../../seed/${path}`, import.meta.url));

/** Returns a host that reads the given texts instead of files, and resolves only modules that `declare module` names. */
function createHost(texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  return {
    ...host,
    fileExists: (name) => texts.has(name) || fileExists(name),
    readFile: (name) => texts.get(name) ?? readFile(name),
    getSourceFile: (name, options) => {
      const text = texts.get(name);
      if (text === undefined) return getSourceFile(name, options);
      return ts.createSourceFile(name, text, options);
    },
    resolveModuleNameLiterals: (names) => names.map(() => ({ resolvedModule: undefined })),
  };
}

/** Returns the compiler's errors in the TypeScript files, and in `declarations`, the names that they may use. */
export function checkTypes(files: SourceFile[], declarations: string): Problem[] {
  const paths = new Map([[declarationsPath, DECLARATIONS]]);
  const texts = new Map([[declarationsPath, declarations]]);
  for (const file of files.filter(({ language }) => language === "TYPESCRIPT")) {
    const path = `snippets/${file.path}`;
    paths.set(absolute(path), path);
    texts.set(absolute(path), `${file.snippet_text}\n`);
  }
  const program = ts.createProgram({
    rootNames: [...texts.keys()],
    options: OPTIONS,
    host: createHost(texts),
  });
  return ts.getPreEmitDiagnostics(program).map(({ code, file, start, messageText }) => {
    const message = `TS${code} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    if (file === undefined || start === undefined) return { path: DECLARATIONS, message };
    const { line } = file.getLineAndCharacterOfPosition(start);
    return { path: paths.get(file.fileName) ?? file.fileName, line: line + 1, message };
  });
}
