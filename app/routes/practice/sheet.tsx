/** The code of a drill as a sheet of an editor. Only the lines that a key changes are rendered again. */
import { memo } from "react";
import type { Language } from "../../engine/plan.ts";
import { fileName } from "../../ui/field/labels.ts";
import { keyName } from "../../ui/keyboard/key-names.ts";
import { piecesOf, type SheetLine, type SheetPart } from "./sheet-lines.ts";

interface LineProps {
  line: SheetLine;
  /** The index of the key that is due, or of the line's end that is nearer. */
  next: number;
  /** The missed keys of this line, as a text, so that a line without a change is not rendered. */
  missed: string;
  /** The wrong key that is shown at the caret. */
  wrong: string | undefined;
}

function Wrong({ pressed }: { pressed: string | undefined }) {
  return pressed === undefined ? null : (
    <s className="drill-wrong" aria-hidden="true">
      {keyName(pressed)}
    </s>
  );
}

/** Drawn, because not every font has the sign. */
function EnterSign() {
  return (
    <svg className="drill-enter-sign" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M10 1.5V7H2.5M5.5 4l-3 3 3 3" />
    </svg>
  );
}

const Line = memo(function Line({ line, next, missed, wrong }: LineProps) {
  const { number, enter, from, to } = line;
  const indexes = new Set(missed === "" ? [] : missed.split(" ").map(Number));
  const isDue = next >= from && next < to;
  return (
    <span className="drill-line" data-due={isDue ? "" : undefined}>
      <span className="drill-number" aria-hidden="true">
        {number}
      </span>
      <code>
        {piecesOf(line, next, indexes).map(({ look, missed, text }, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the line
            key={index}
            className={missed ? `drill-${look} drill-missed` : `drill-${look}`}
          >
            {text}
            {look === "caret" && <Wrong pressed={wrong} />}
          </span>
        ))}
        {enter !== undefined && (enter === next || indexes.has(enter)) && (
          <span
            className={`drill-enter ${enter === next ? "drill-caret" : ""} ${indexes.has(enter) ? "drill-missed" : ""}`}
          >
            <EnterSign />
            {enter === next && <Wrong pressed={wrong} />}
          </span>
        )}
      </code>
      {"\n"}
    </span>
  );
});

function RichIn({ keys }: { keys: readonly string[] }) {
  if (keys.length === 0) return null;
  return (
    <span className="drill-rich">
      rich in{" "}
      {keys.map((key, index) => (
        <span key={key}>
          {index > 0 && (index === keys.length - 1 ? " and " : ", ")}
          <b translate="no">{keyName(key)}</b>
        </span>
      ))}
    </span>
  );
}

interface SheetProps {
  parts: readonly SheetPart[];
  language: Language;
  next: number;
  missed: ReadonlySet<number>;
  wrong?: string | undefined;
}

export function Sheet({ parts, language, next, missed, wrong }: SheetProps) {
  const missedIn = ({ from, to }: SheetLine) =>
    [...missed].filter((index) => index >= from && index < to).join(" ");
  return parts.map(({ category, own, rich_in, lines }, part) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the drill
    <section key={part} className="drill-part" translate="no">
      <h2 className="drill-file">
        <span>{own ? category : fileName(language, category)}</span>
        <RichIn keys={rich_in} />
      </h2>
      <pre className="drill-code">
        {lines.map((line) => (
          <Line
            key={line.number}
            line={line}
            next={Math.min(Math.max(next, line.from - 1), line.to)}
            missed={missedIn(line)}
            wrong={next >= line.from && next < line.to ? wrong : undefined}
          />
        ))}
      </pre>
    </section>
  ));
}
