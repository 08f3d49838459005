/** Finds syntax errors in Python. */
import type { SyntaxDiagnostic } from "../messages.ts";
import type { Node } from "./nodes.ts";
import { parsePython } from "./parser.ts";
import { checkRules } from "./rules.ts";
import { diagnosticOf } from "./syntax-error.ts";

function check(module: Node): SyntaxDiagnostic[] {
  if (module.parts.length === 0) return [{ at: 0, message: "Nothing but comments" }];
  return checkRules(module);
}

/** Returns the syntax errors in `code`, in order: the first one that ends reading, or all that do not. */
export function checkPython(code: string): SyntaxDiagnostic[] {
  try {
    return check(parsePython(code));
  } catch (error) {
    const { at, message } = diagnosticOf(error);
    return [{ at, message }];
  }
}
