/** What speaks against the code, line by line, and how much of it there is. */
import type { RefObject } from "react";
import { describeFault, type Fault } from "../../code/faults.ts";
import type { Analysis } from "./analysis.ts";

/** Puts the caret where the fault is. */
function lead(input: HTMLTextAreaElement | null, { line = 1, column = 1 }: Fault) {
  if (!input) return;
  const before = input.value.split("\n").slice(0, line - 1);
  const at = before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  input.focus();
  input.setSelectionRange(at, at);
}

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

interface VerdictProps {
  id: string;
  analysis: Analysis;
  faults: Fault[];
  input: RefObject<HTMLTextAreaElement>;
}

export function Verdict({
  id,
  analysis: { tokens, lines, faults: live },
  faults,
  input,
}: VerdictProps) {
  return (
    <div id={id} className="snippet-verdict">
      <p className="snippet-counts">
        <output>{plural(tokens, "word")}</output>, {plural(lines, "line")}
        {live && faults.length === 0 && (
          <span className="text-mint"> · the game can play this</span>
        )}
      </p>
      <ul role="status" aria-label="What is wrong with the code">
        {faults.map((fault) => (
          <li key={describeFault(fault)} className="error">
            {live && fault.line !== undefined ? (
              <button type="button" className="link" onClick={() => lead(input.current, fault)}>
                {describeFault(fault)}
              </button>
            ) : (
              describeFault(fault)
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
