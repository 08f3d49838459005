/** Buttons that stand for keys, for touch screens and as reminders. */

import { memo, type PointerEvent, useState } from "react";
import type { Controls } from "../../../contracts/settings.ts";
import { useStoredSwitch } from "../../../ui/field/stored-switch.ts";
import { SwitchIcon } from "../../../ui/field/switch-icon.tsx";
import { PAUSE_KEY } from "../typing/keyboard.ts";
import { hasSoftKeyboard } from "../typing/soft-keyboard.ts";
import type { RunSwitches } from "./run-controller.ts";

/** Keeps the focus where it is, and the soft keyboard open. */
const keepFocus = (event: PointerEvent) => event.preventDefault();

interface KeyButtonsProps {
  onPress(key: string): void;
  controls: Controls;
}

const CAPS: Record<Controls["target_key"], string> = { Tab: "Tab", ArrowRight: "→" };

/** The keys of the game as buttons, in the foot. On narrow screens their words are for screen readers only. */
export const KeyButtons = memo(function KeyButtons({ onPress, controls }: KeyButtonsProps) {
  const { restart_key, target_key } = controls;
  const buttons = [
    { key: "Tab", cap: CAPS[target_key], does: "next", what: "target" },
    { key: "Escape", cap: "Esc", does: "release", what: "target" },
  ];
  return (
    <div className="play-keys">
      {buttons.map(({ key, cap, does, what }) => (
        <button
          key={key}
          type="button"
          className="key-button"
          onPointerDown={keepFocus}
          onClick={() => onPress(key)}
        >
          <kbd translate="no">{cap}</kbd> <span className="key-word">{does}</span>
          <span className="sr-only"> {what}</span>
        </button>
      ))}
      {restart_key !== "none" && (
        <span className="key-button key-reminder">
          <kbd translate="no">{restart_key}</kbd> <span className="key-word">restart</span>
        </span>
      )}
    </div>
  );
});

/** Sound and reading aloud, on or off. */
export const SwitchButtons = memo(function SwitchButtons({ switches }: { switches: RunSwitches }) {
  const sound = useStoredSwitch(switches.sound);
  const aloud = useStoredSwitch(switches.aloud);
  return (
    <>
      <button
        type="button"
        className="hud-switch"
        aria-label="Read aloud for screen readers"
        title="Read aloud (Ctrl+.)"
        aria-pressed={aloud}
        aria-keyshortcuts="Control+."
        onPointerDown={keepFocus}
        onClick={switches.aloud.toggle}
      >
        <SwitchIcon icon="aloud" />
      </button>
      <button
        type="button"
        className="hud-switch"
        aria-label="Sound"
        title={sound ? "Mute (Ctrl+M)" : "Sound on (Ctrl+M)"}
        aria-pressed={sound}
        aria-keyshortcuts="Control+M"
        onPointerDown={keepFocus}
        onClick={switches.sound.toggle}
      >
        <SwitchIcon icon={sound ? "sound" : "muted"} />
      </button>
    </>
  );
});

/** Pauses a relaxed run. */
export const PauseButton = memo(function PauseButton({ onPause }: { onPause(): void }) {
  return (
    <button
      type="button"
      className="hud-quit"
      aria-keyshortcuts={PAUSE_KEY}
      onPointerDown={keepFocus}
      onClick={onPause}
    >
      Pause <kbd translate="no">{PAUSE_KEY}</kbd>
    </button>
  );
});

/** How long the button waits for the answer to its question. */
const ASKS_MS = 3_000;

/** Ends the run. A finger may miss the button beside it, so on a touch screen this one asks first. */
export const QuitButton = memo(function QuitButton({ onQuit }: { onQuit(): void }) {
  const [asks, setAsks] = useState(false);
  return (
    <button
      type="button"
      className="hud-quit"
      onPointerDown={keepFocus}
      onClick={() => {
        if (asks || !hasSoftKeyboard()) return onQuit();
        setAsks(true);
        setTimeout(setAsks, ASKS_MS, false);
      }}
    >
      {asks ? "Sure?" : "Quit"}
    </button>
  );
});
