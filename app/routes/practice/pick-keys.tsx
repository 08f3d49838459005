/** Picks the keys of a drill: on a keyboard, or as a line of text. */
import { useState } from "react";
import { formatKeys, keyName, MOST_KEYS, parseKeys } from "../../ui/keyboard/key-names.ts";
import { KeyboardPicker } from "../../ui/keyboard/keyboard-picker.tsx";

interface PickKeysProps {
  keys: string[];
  onChange(keys: string[]): void;
}

export function PickKeys({ keys, onChange }: PickKeysProps) {
  // What is being written may not be a key yet.
  const [written, setWritten] = useState(formatKeys(keys));
  const { problem } = parseKeys(written);
  const set = (picked: string[]) => {
    setWritten(formatKeys(picked));
    onChange(picked);
  };
  const toggle = (key: string) =>
    set(keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]);
  return (
    <fieldset className="grid gap-3">
      <legend className="eyebrow mb-3">Keys, at most {MOST_KEYS}</legend>
      <KeyboardPicker picked={keys} most={MOST_KEYS} onToggle={toggle} />
      <label className="grid gap-2">
        <span className="text-sm text-dim">
          Or write them. Two in a row are a pair: <code translate="no">{"{ => Space"}</code>
        </span>
        <input
          className="input"
          value={written}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          autoCorrect="off"
          aria-invalid={problem !== undefined}
          aria-describedby="keys-problem"
          onChange={({ target }) => {
            setWritten(target.value);
            onChange(parseKeys(target.value).keys);
          }}
        />
      </label>
      <p id="keys-problem" role="status" className={problem ? "error" : "sr-only"}>
        {problem ?? (keys.length > 0 ? `Picked: ${keys.map(keyName).join(" ")}` : "None picked")}
      </p>
    </fieldset>
  );
}
