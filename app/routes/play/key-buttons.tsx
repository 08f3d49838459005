/** What can be pressed instead of a key, for touch screens and as a reminder. */
import { memo, type PointerEvent } from "react";
import type { Controls } from "../../contracts/settings.ts";

/** Keeps the focus, and with it the soft keyboard, where it is. */
const keepFocus = (event: PointerEvent) => event.preventDefault();

interface KeyButtonsProps {
  onPress(key: string): void;
  controls: Controls;
  /** Without words, where there is no room for them. */
  brief?: boolean;
}

const CAPS: Record<Controls["target_key"], string> = { Tab: "Tab", ArrowRight: "→" };

export const KeyButtons = memo(function KeyButtons(props: KeyButtonsProps) {
  const { onPress, controls, brief } = props;
  const buttons = [
    { key: "Tab", cap: CAPS[controls.target_key], does: "next" },
    { key: "Escape", cap: "Esc", does: "release" },
  ];
  return (
    <div className="play-keys">
      {buttons.map(({ key, cap, does }) => (
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
      {!brief && controls.restart_key !== "none" && (
        <span className="key-button">
          <kbd>{controls.restart_key}</kbd> restart
        </span>
      )}
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
