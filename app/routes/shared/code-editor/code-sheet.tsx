/** The sheet of a code editor: its tab with the file's name, the code in colours, and what is wrong with it. */
import type { RefObject } from "react";
import type { Highlight } from "../../../contracts/highlight.ts";
import { type CheckedCode, CheckResult } from "./check-result.tsx";
import { CodeField } from "./code-field.tsx";

interface CodeSheetProps {
  /** The field of the form, with what the server found wrong. */
  field: {
    id: string;
    name: string;
    initialValue?: string | undefined;
    errors?: string[] | undefined;
  };
  fileName: string;
  /** The present text. */
  text: string;
  check: CheckedCode & { colours?: Highlight | undefined };
  input: RefObject<HTMLTextAreaElement>;
}

export function CodeSheet({ field, fileName, text, check, input }: CodeSheetProps) {
  const serverFaults = (field.errors ?? []).map((message) => ({ message }));
  // An empty field shows no faults yet.
  const liveFaults = check.tokens > 0 ? check.faults : undefined;
  const faults = liveFaults?.length ? liveFaults : serverFaults;
  const checkResultId = `${field.id}-verdict`;
  return (
    <div className="sheet">
      <p className="sheet-tab">
        <label htmlFor={field.id}>
          <span className="sr-only">Code of </span>
          <span className="truncate">{fileName}</span>
        </label>
      </p>
      <CodeField
        id={field.id}
        name={field.name}
        defaultValue={field.initialValue ?? ""}
        text={text}
        colours={check.colours}
        faults={faults}
        describedBy={checkResultId}
        invalid={faults.length > 0}
        input={input}
      />
      <CheckResult id={checkResultId} analysis={check} faults={faults} input={input} />
    </div>
  );
}
