/** A text area that shows its code in colours: a coloured copy lies below the transparent text area. */
import { type KeyboardEvent, type RefObject, type UIEvent, useRef } from "react";
import type { Diagnostic } from "../../../code/diagnostics.ts";
import type { Highlight } from "../../../contracts/highlight.ts";

interface CodeFieldProps {
  id: string;
  name: string;
  defaultValue: string;
  /** The present text. */
  text: string;
  colours: Highlight | undefined;
  faults: Diagnostic[];
  describedBy: string;
  invalid: boolean;
  input: RefObject<HTMLTextAreaElement>;
}

/** Splits the text into coloured pieces and the plain ones between them. */
function piecesOf(text: string, colours: Highlight) {
  const pieces: { from: number; text: string; ink?: string }[] = [];
  let at = 0;
  for (const [from, to, ink] of colours) {
    if (from > at) pieces.push({ from: at, text: text.slice(at, from) });
    pieces.push({ from, text: text.slice(from, to), ink });
    at = to;
  }
  pieces.push({ from: at, text: text.slice(at) });
  return pieces;
}

/** Indents a new line like the line before it. */
function keepIndent(event: KeyboardEvent<HTMLTextAreaElement>) {
  const { value, selectionStart } = event.currentTarget;
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const line = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
  const indent = /^ */.exec(line)?.[0] ?? "";
  if (!indent) return;
  event.preventDefault();
  // No other way of inserting text can be undone by keyboard.
  document.execCommand("insertText", false, `\n${indent}`);
}

/** The fewest lines of an editor. */
const FEWEST_ROWS = 8;

export function CodeField(props: CodeFieldProps) {
  const { id, name, defaultValue, text, colours, faults, describedBy, invalid, input } = props;
  const layer = useRef<HTMLPreElement>(null);
  const scrollColours = ({ currentTarget }: UIEvent<HTMLTextAreaElement>) => {
    if (layer.current) layer.current.scrollLeft = currentTarget.scrollLeft;
  };
  const lines = text.split("\n").length;
  const rows = Math.max(FEWEST_ROWS, lines + 1);
  const faultyLines = new Set(faults.map(({ line }) => line));
  return (
    <div className="code-field" data-coloured={colours ? "" : undefined}>
      <pre translate="no" className="code-field-lines" aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are their numbers
          <span key={index} data-wrong={faultyLines.has(index + 1) ? "" : undefined}>
            {index + 1}
            {"\n"}
          </span>
        ))}
      </pre>
      <div className="code-field-text">
        <pre translate="no" ref={layer} aria-hidden="true">
          {colours &&
            piecesOf(`${text}\n`, colours).map(({ from, text, ink }) => (
              <span key={from} data-code={ink}>
                {text}
              </span>
            ))}
        </pre>
        <textarea
          ref={input}
          id={id}
          name={name}
          defaultValue={defaultValue}
          rows={rows}
          wrap="off"
          required
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy}
          onScroll={scrollColours}
          onKeyDown={keepIndent}
        />
      </div>
    </div>
  );
}
