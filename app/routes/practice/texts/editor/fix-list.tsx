/** The fixes that are offered for a text, each with the lines that it would change. */
import { type RefObject, useMemo, useState } from "react";
import { MAX_COLUMNS } from "../../../../code/diagnostics.ts";
import {
  fixesFor,
  type LineChange,
  longLines,
  rareCharactersText,
  type TextFix,
} from "../../../../code/text-fixes.ts";
import { plural } from "../../../../ui/text/plural.ts";
import { replaceText } from "./replace-text.ts";

/** How many changed lines are shown of a fix, and how many numbers of long lines. */
const SHOWN_LINES = 3;
const SHOWN_NUMBERS = 5;

/** Returns a line with signs for what cannot be seen: tabs, blanks at its end, and unusual spaces. */
const withSigns = (line: string) =>
  line
    .replace(/ +$/, (blanks) => "·".repeat(blanks.length))
    .replace(/[^\S \t]/g, "⍽")
    .replace(/\t/g, "→   ");

function Change({ line, before, after }: LineChange) {
  return (
    <div className="fix-change">
      <span className="fix-number">{line}</span>
      <del translate="no">
        <span className="sr-only">now </span>
        {withSigns(before)}
      </del>
      <ins translate="no">
        <span className="sr-only">then </span>
        {withSigns(after)}
      </ins>
    </div>
  );
}

function Fix({ fix, onFix }: { fix: TextFix; onFix(): void }) {
  const { label, changes } = fix;
  const more = changes.length - SHOWN_LINES;
  return (
    <li>
      <button type="button" className="button" onClick={onFix}>
        {label}
      </button>
      <div className="fix-changes">
        {changes.slice(0, SHOWN_LINES).map((change) => (
          <Change key={change.line} {...change} />
        ))}
        {more > 0 && (
          <p className="hint">
            and {more} more {plural(more, "line")}
          </p>
        )}
      </div>
    </li>
  );
}

function longLinesText(numbers: number[]): string {
  const shown = numbers.slice(0, SHOWN_NUMBERS).join(", ");
  const rest = numbers.length > SHOWN_NUMBERS ? " and others" : "";
  return numbers.length === 1
    ? `Line ${shown} has more than ${MAX_COLUMNS} columns. It stays as it is; the game wraps it.`
    : `Lines ${shown}${rest} have more than ${MAX_COLUMNS} columns. They stay as they are; the game wraps them.`;
}

interface FixListProps {
  text: string;
  input: RefObject<HTMLTextAreaElement>;
}

export function FixList({ text, input }: FixListProps) {
  const fixes = useMemo(() => fixesFor(text), [text]);
  const long = useMemo(() => longLines(text), [text]);
  const rare = useMemo(() => rareCharactersText(text), [text]);
  /** The last fix, and the text before it. */
  const [done, setDone] = useState<{ label: string; before: string; fixed: string }>();
  const apply = ({ label, fixed }: TextFix) => {
    if (!input.current) return;
    replaceText(input.current, fixed);
    setDone({ label, before: text, fixed });
  };
  const undo = () => {
    if (!input.current || !done) return;
    replaceText(input.current, done.before);
    setDone(undefined);
  };
  return (
    <section
      aria-labelledby="fixes"
      className="fixes"
      hidden={fixes.length + long.length === 0 && !rare && !done}
    >
      <h2 id="fixes" className="eyebrow">
        As it was written elsewhere
      </h2>
      {fixes.length > 0 && (
        <p className="text-dim">
          Tabs and blanks may stay, for one key types any run of them; so may typographic quotes and
          dashes, which the plain keys type. Or have it changed:
        </p>
      )}
      <ul className="fix-list">
        {fixes.map((fix) => (
          <Fix key={fix.name} fix={fix} onFix={() => apply(fix)} />
        ))}
      </ul>
      {rare && <p className="text-amber">{rare} Without a key for it, a run stops there.</p>}
      {long.length > 0 && <p className="text-dim">{longLinesText(long)}</p>}
      <div className="fixes-done" hidden={!done}>
        <p role="status" className="form-done">
          {done && <span key={done.fixed}>Done: {done.label}.</span>}
        </p>
        {/* Once something else was written, undoing would take that back too. */}
        {done?.fixed === text && (
          <button type="button" className="button" onClick={undo}>
            Undo
          </button>
        )}
      </div>
    </section>
  );
}
