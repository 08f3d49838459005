/** The faults of the code, with the line of each, and the numbers of words and lines. */
import { type RefObject, useEffect, useState } from "react";
import { type Diagnostic, formatDiagnostic } from "../../../code/diagnostics.ts";
import { plural } from "../../../ui/text/plural.ts";

/** Puts the caret at the fault. */
function goToFault(input: HTMLTextAreaElement | null, { line = 1, column = 1 }: Diagnostic) {
  if (!input) return;
  const before = input.value.split("\n").slice(0, line - 1);
  const at = before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  input.focus();
  input.setSelectionRange(at, at);
}

/** Milliseconds without a key after which screen readers read the faults, instead of at every key. */
const QUIET_MS = 900;

/** Returns `text` once it has not changed for {@link QUIET_MS}; until then the text before. */
function useQuietText(text: string): string {
  const [quietText, setQuietText] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQuietText(text), QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return quietText;
}

const summaryOf = ([first, ...rest]: Diagnostic[]) =>
  first === undefined
    ? PLAYABLE
    : formatDiagnostic(first) + (rest.length > 0 ? `; and ${rest.length} more` : "");

const PLAYABLE = "the game can play this";

/** What is known of code while it is written. */
export interface CheckedCode {
  tokens: number;
  lines: number;
  /** Undefined until the parsers are loaded, which are larger than the rest of the page. */
  faults?: Diagnostic[];
}

interface CheckResultProps {
  id: string;
  analysis: CheckedCode;
  faults: Diagnostic[];
  input: RefObject<HTMLTextAreaElement>;
}

export function CheckResult({ id, analysis, faults, input }: CheckResultProps) {
  const { tokens, lines } = analysis;
  const liveFaults = tokens > 0 ? analysis.faults : undefined;
  const announcement = useQuietText(liveFaults ? summaryOf(faults) : "");
  return (
    <div className="snippet-verdict">
      <p className="snippet-counts">
        <span>{`${tokens} ${plural(tokens, "word")}`}</span>, {`${lines} ${plural(lines, "line")}`}
        {liveFaults && faults.length === 0 && <span className="text-mint"> · {PLAYABLE}</span>}
      </p>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      <ul id={id} aria-label="What is wrong with the code">
        {faults.map((fault) => (
          <li key={formatDiagnostic(fault)} className="error">
            {liveFaults && fault.line !== undefined ? (
              <button
                type="button"
                className="link"
                onClick={() => goToFault(input.current, fault)}
              >
                {formatDiagnostic(fault)}
              </button>
            ) : (
              formatDiagnostic(fault)
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
