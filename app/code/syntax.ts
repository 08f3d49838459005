/**
 * Finds syntax errors with strict parsers. The parsers for highlighting (`parsers.ts`) are made for editors, and
 * accept errors that no interpreter accepts.
 */
import type { Language } from "../engine/plan.ts";
import { checkJavaScript } from "./javascript.ts";
import type { SyntaxDiagnostic } from "./messages.ts";
import { checkPython } from "./python.ts";

/** Returns the syntax errors in `code`, in order. */
export function checkSyntax(code: string, language: Language): SyntaxDiagnostic[] {
  try {
    return language === "PYTHON" ? checkPython(code) : checkJavaScript(code, language);
  } catch (error) {
    // Both parsers recurse, so a thousand nested brackets overflow the stack. Firefox throws an
    // InternalError for that.
    if (error instanceof RangeError || (error as Error).name === "InternalError")
      return [{ at: 0, message: "Nested too deeply to be read" }];
    throw error;
  }
}
