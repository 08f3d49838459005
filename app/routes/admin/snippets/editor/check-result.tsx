/** What speaks against the code, line by line, and how much of it there is. */
import { type RefObject, useEffect, useState } from "react";
import { type Diagnostic, formatDiagnostic } from "../../../../code/diagnostics.ts";
import type { Analysis } from "./analysis.ts";

/** Puts the caret where the fault is. */
function lead(input: HTMLTextAreaElement | null, { line = 1, column = 1 }: Diagnostic) {
  if (!input) return;
  const before = input.value.split("\n").slice(0, line - 1);
  const at = before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  input.focus();
  input.setSelectionRange(at, at);
}

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

/** Milliseconds without a key after which what is wrong is read out: not at every key. */
const QUIET = 900;

function useSaidWhenQuiet(said: string): string {
  const [quiet, setQuiet] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(said), QUIET);
    return () => clearTimeout(timer);
  }, [said]);
  return quiet;
}

const inShort = ([first, ...rest]: Diagnostic[]) =>
  first === undefined
    ? PLAYABLE
    : formatDiagnostic(first) + (rest.length > 0 ? `; and ${rest.length} more` : "");

const PLAYABLE = "the game can play this";

interface VerdictProps {
  id: string;
  analysis: Analysis;
  faults: Diagnostic[];
  input: RefObject<HTMLTextAreaElement>;
}

export function CheckResult({ id, analysis, faults, input }: VerdictProps) {
  const { tokens, lines } = analysis;
  const live = tokens > 0 ? analysis.faults : undefined;
  const said = useSaidWhenQuiet(live ? inShort(faults) : "");
  return (
    <div className="snippet-verdict">
      <p className="snippet-counts">
        <span>{plural(tokens, "word")}</span>, {plural(lines, "line")}
        {live && faults.length === 0 && <span className="text-mint"> · {PLAYABLE}</span>}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
      <ul id={id} aria-label="What is wrong with the code">
        {faults.map((fault) => (
          <li key={formatDiagnostic(fault)} className="error">
            {live && fault.line !== undefined ? (
              <button type="button" className="link" onClick={() => lead(input.current, fault)}>
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
