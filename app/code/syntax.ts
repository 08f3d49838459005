/**
 * Finds syntax errors with strict parsers. The parsers for highlighting (`parsers.ts`) are made for editors, and
 * accept errors that no interpreter accepts.
 */
import { checkJavaScript } from "./javascript.ts";
import type { Dialect, SyntaxDiagnostic } from "./messages.ts";
import { checkPython } from "./python/check.ts";

/** Returns the syntax errors in `code`, in order. */
export function checkSyntax(code: string, language: Dialect): SyntaxDiagnostic[] {
  try {
    return language === "PYTHON" ? checkPython(code) : checkJavaScript(code, language);
  } catch (error) {
    // Babel's parser read the text too often. Both parsers also recurse, in an editor on what is left of the
    // browser's stack; Firefox throws an InternalError when that overflows.
    if (error instanceof RangeError || (error as Error).name === "InternalError")
      return [{ at: 0, message: "Nested too deeply to be read" }];
    throw error;
  }
}
