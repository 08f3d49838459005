/** The error with which reading Python ends at the first mistake. */
import type { SyntaxDiagnostic } from "../messages.ts";

class PythonSyntaxError extends Error implements SyntaxDiagnostic {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** Ends reading with a mistake at the offset `at`. @throws always */
export function failAt(at: number, message: string): never {
  throw new PythonSyntaxError(at, message);
}

/** Returns the mistake in what `failAt` has thrown. @throws any other error */
export function diagnosticOf(error: unknown): SyntaxDiagnostic {
  if (error instanceof Error && "at" in error) return error as PythonSyntaxError;
  throw error;
}
