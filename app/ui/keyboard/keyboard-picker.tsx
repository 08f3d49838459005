/** A keyboard on the screen, on which keys are picked: by a click, with the arrow keys, or by pressing the key itself. */
import { type KeyboardEvent, useState } from "react";
import { keyName, spokenName } from "./key-names.ts";
import { LayoutSelect } from "./layout-select.tsx";
import { LAYOUTS, type LayoutKey, typedKeys } from "./layouts.ts";
import { useKeyGrid } from "./use-key-grid.ts";
import { useLayout } from "./use-layout.ts";

type Level = "plain" | "shifted" | "altgr";
const LEVEL_NAMES: Record<Level, string> = {
  plain: "Keys",
  shifted: "With Shift",
  altgr: "With AltGr",
};
const LEVELS = Object.keys(LEVEL_NAMES) as Level[];

/** Returns what a key types at a level, if a drill can name it. Space and Enter type the same at each. */
const keyAt = (key: LayoutKey, level: Level) => {
  const typed = key.shifted === "" && key.altgr === "" ? key.plain : key[level];
  return typedKeys(key).includes(typed) ? typed : undefined;
};

/** Signs are written and named: voice control hears what is written. */
const labelOf = (key: string) =>
  spokenName(key) === keyName(key) ? keyName(key) : `${key} ${spokenName(key)}`;

interface PickerProps {
  picked: readonly string[];
  most: number;
  onToggle(key: string): void;
}

interface CapProps extends PickerProps {
  cap: LayoutKey;
  level: Level;
  /** Whether the Tab key leads to it. */
  isTabStop: boolean;
  onFocus(): void;
}

function Cap({ cap, level, picked, most, isTabStop, onToggle, onFocus }: CapProps) {
  const key = keyAt(cap, level);
  const isPicked = key !== undefined && picked.includes(key);
  const isFull = picked.length >= most && !isPicked;
  const others = LEVELS.flatMap((other) =>
    other !== level && !/^[a-z]$/i.test(cap.plain) ? [cap[other]] : [],
  );
  const legend = key === undefined ? "" : keyName(key);
  return (
    <button
      type="button"
      className="cap"
      data-code={cap.code}
      tabIndex={isTabStop ? 0 : -1}
      aria-pressed={isPicked}
      aria-disabled={key === undefined || isFull}
      aria-label={key === undefined ? "no key" : labelOf(key)}
      onFocus={onFocus}
      onClick={() => key !== undefined && !isFull && onToggle(key)}
    >
      <span className="cap-legend">{legend}</span>
      <span className="cap-other">{others.join(" ").trim()}</span>
    </button>
  );
}

export function KeyboardPicker(props: PickerProps) {
  const { picked, most, onToggle } = props;
  const [layout, setLayout] = useLayout();
  const [level, setLevel] = useState<Level>("plain");
  const rows = LAYOUTS[layout];
  const grid = useKeyGrid(rows);
  const levels = LEVELS.filter((one) => rows.flat().some((key) => key[one] !== ""));
  const shown = levels.includes(level) ? level : "plain";
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, altKey, metaKey } = event;
    if (grid.onArrow(event)) return;
    // Space and Enter press the focused key. AltGr comes as Ctrl and Alt.
    const isShortcut = metaKey || ctrlKey !== altKey;
    if (isShortcut || !/^[\x21-\x7e]$/.test(key)) return;
    event.preventDefault();
    if (picked.includes(key) || picked.length < most) onToggle(key);
  };

  return (
    <div className="keyboard">
      <div className="keyboard-head">
        {levels.map((one) => (
          <button
            key={one}
            type="button"
            className="chip keyboard-level"
            aria-pressed={one === shown}
            onClick={() => setLevel(one)}
          >
            {LEVEL_NAMES[one]}
          </button>
        ))}
        <LayoutSelect layout={layout} onChoose={setLayout} />
      </div>
      <div
        ref={grid.ref}
        className="keyboard-rows"
        role="toolbar"
        aria-label="Keyboard: arrow keys move, or press a key to pick it"
        translate="no"
        onKeyDown={onKeyDown}
      >
        {rows.map((caps, rowIndex) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the keyboard
          <div key={rowIndex} className="keyboard-row">
            {caps.map((cap, columnIndex) => (
              <Cap
                key={cap.code}
                {...props}
                cap={cap}
                level={shown}
                isTabStop={grid.isTabStop(rowIndex, columnIndex)}
                onFocus={() => grid.moveTo(rowIndex, columnIndex)}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
