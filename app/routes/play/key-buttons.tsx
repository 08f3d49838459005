/** Buttons that stand for keys, for touch screens and as reminders. */

import { Speech, Volume2, VolumeX } from "lucide-react";
import { memo, type PointerEvent } from "react";
import type { Controls } from "../../contracts/settings.ts";
import { useStoredSwitch } from "../../ui/field/stored-switch.ts";
import type { RunSwitches } from "./run-controller.ts";

/** Keeps the focus where it is, and the soft keyboard open. */
const keepFocus = (event: PointerEvent) => event.preventDefault();

interface KeyButtonsProps {
  onPress(key: string): void;
  controls: Controls;
  /** Leaves out the words, where there is no room for them. */
  brief?: boolean;
}

const CAPS: Record<Controls["target_key"], string> = { Tab: "Tab", ArrowRight: "→" };

/** Returns the keys that have no button here, and what they do. */
const remindersOf = ({ restart_key }: Controls): [cap: string, does: string][] => [
  ...(restart_key === "none" ? [] : [[restart_key, "restart"] as [string, string]]),
  ["Shift+Esc", "quit"],
  ["Ctrl+M", "mute"],
  ["Ctrl+.", "read aloud"],
];

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
          <kbd translate="no">{cap}</kbd>{" "}
          <span className={brief ? "sr-only" : undefined}>{does}</span>
          <span className="sr-only"> target</span>
        </button>
      ))}
      {!brief &&
        remindersOf(controls).map(([cap, does]) => (
          <span key={cap} className="key-button">
            <kbd translate="no">{cap}</kbd> {does}
          </span>
        ))}
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
        <Speech size={16} aria-hidden />
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
        {sound ? <Volume2 size={16} aria-hidden /> : <VolumeX size={16} aria-hidden />}
      </button>
    </>
  );
});

export const QuitButton = memo(function QuitButton({ onQuit }: { onQuit(): void }) {
  return (
    <button type="button" className="hud-quit" onPointerDown={keepFocus} onClick={onQuit}>
      Quit
    </button>
  );
});
