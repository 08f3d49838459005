/** The field for code that is pasted and typed at once, with what is changed in it first. */
import { useMemo } from "react";
import { fixesFor, rareCharactersText } from "../../code/text-fixes.ts";

interface PasteTextProps {
  text: string;
  onChange(text: string): void;
}

export function PasteText({ text, onChange }: PasteTextProps) {
  const fixes = useMemo(() => fixesFor(text), [text]);
  const rare = useMemo(() => rareCharactersText(text), [text]);
  return (
    <div className="grid gap-3">
      <label className="grid gap-3">
        <span className="eyebrow">Code to paste</span>
        <textarea
          className="input drill-paste"
          value={text}
          rows={8}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          placeholder="Any code, up to 200 lines."
          aria-keyshortcuts="Control+Enter"
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            // The key would type a line break into the drill, which may be there before it is handled.
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
          onChange={({ target }) => onChange(target.value)}
        />
        <span className="hint">
          It is typed at once and stays in this tab: nothing of it is sent or stored. Here Enter
          makes a line, and Ctrl+Enter starts.
        </span>
      </label>
      {fixes.length > 0 && (
        <p className="hint">
          So that every keyboard can type it, starting it does this:{" "}
          {fixes.map(({ label }) => label[0]?.toLowerCase() + label.slice(1)).join(", ")}.
        </p>
      )}
      {rare && (
        <p className="text-sm text-amber">{rare} Without a key for it, the drill stops there.</p>
      )}
    </div>
  );
}
