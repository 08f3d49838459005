/** What can be pressed instead of a key, for touch screens and as a reminder. */
import { memo, type PointerEvent } from "react";

/** Keeps the focus, and with it the soft keyboard, where it is. */
const keepFocus = (event: PointerEvent) => event.preventDefault();

interface KeyButtonsProps {
  onPress(key: string): void;
  /** Without words, where there is no room for them. */
  brief?: boolean;
}

const KEYS = [
  { key: "Tab", cap: "Tab", does: "next" },
  { key: "Escape", cap: "Esc", does: "release" },
];

export const KeyButtons = memo(function KeyButtons({ onPress, brief }: KeyButtonsProps) {
  return (
    <div className="play-keys">
      {KEYS.map(({ key, cap, does }) => (
        <button
          key={key}
          type="button"
          className="key-button"
          onPointerDown={keepFocus}
          onClick={() => onPress(key)}
        >
          <kbd>{cap}</kbd> <span className={brief ? "sr-only" : undefined}>{does}</span>
          <span className="sr-only"> target</span>
        </button>
      ))}
      {!brief && (
        <span className="key-button">
          <kbd>Shift+Esc</kbd>
          quit
        </span>
      )}
    </div>
  );
});

export const QuitButton = memo(function QuitButton({ onQuit }: { onQuit(): void }) {
  return (
    <button type="button" className="hud-quit" onPointerDown={keepFocus} onClick={onQuit}>
      Quit
    </button>
  );
});
