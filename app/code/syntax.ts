/**
 * Where code is none, by parsers that a program would be run through: what colours it (`parsers.ts`) is made
 * for editors, and reads on over what no interpreter would.
 */
import type { Language } from "../engine/plan.ts";
import { javascriptFaults } from "./javascript.ts";
import { pythonFaults } from "./python.ts";
import type { SyntaxFault } from "./words.ts";

/** Where `code` does not parse, in order; none, if it does. */
export function syntaxFaults(code: string, language: Language): SyntaxFault[] {
  try {
    return language === "PYTHON" ? pythonFaults(code) : javascriptFaults(code, language);
  } catch (error) {
    // Both go down into what is nested, and a thousand brackets are more than the stack holds.
    // Firefox has a word of its own for it.
    if (error instanceof RangeError || (error as Error).name === "InternalError")
      return [{ at: 0, message: "Nested too deeply to be read" }];
    throw error;
  }
}
