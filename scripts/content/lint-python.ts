/** Lints the Python snippets with Ruff, compiled to WebAssembly. */
import { type Diagnostic, PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";
import type { SourceFile } from "./house-rules.ts";
import type { Problem } from "./problems.ts";

/** The rules that are off, each with the reason. */
const IGNORED: Record<string, string> = {
  I: "the order of imports is the formatter's affair, and a snippet has few",
  D: "a docstring is prose, and players come to type code",
  ANN: "snippets show both kinds of Python; TypeScript is the language for people who want to type types",
  CPY: "a notice of copyright in each snippet would be typed by everybody",
  EM: "in ten lines the message of an error is read best where it is raised",
  ERA001: "a snippet that mends a bug may show the bug in a comment",
  PLR2004: "a number in a game of chess or a recipe needs no name",
  S101: "tests assert, and Ruff does not know which snippet is a test",
  S311: "dice and shuffled cards need no cryptography",
  T20: "a small script prints its result",
  TRY003: "as EM",
};

function createWorkspace(builtins: string[]): Workspace {
  return new Workspace(
    {
      "line-length": 80,
      "indent-width": 4,
      "target-version": "py312",
      builtins,
      lint: { select: ["ALL"], ignore: Object.keys(IGNORED) },
    },
    PositionEncoding.Utf16,
  );
}

/** Returns what Ruff finds. `names` are defined outside of the files. */
export function lintPython(files: SourceFile[], names: string[]): Problem[] {
  const workspace = createWorkspace(names);
  const problems = files.flatMap((file) => {
    const diagnostics: Diagnostic[] = workspace.check(`${file.snippet_text}\n`);
    return diagnostics.map(({ code, message, start_location }) => ({
      path: `snippets/${file.path}`,
      line: start_location.row,
      message: `${code ?? "syntax"} ${message}`,
    }));
  });
  workspace.free();
  return problems;
}
