/**
 * The preview: a run of one snippet in the game's own field and by its own rules, in a dialog above the page.
 * Nothing of it is stored. This module is loaded only when the preview is opened.
 */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Highlight } from "../../../../contracts/highlight.ts";
import { DEFAULT_SETTINGS } from "../../../../contracts/settings.ts";
import { currentEngine } from "../../../../engine/current.ts";
import type { Plan } from "../../../../engine/plan.ts";
import { FieldFrame } from "../../../../ui/field/field-frame.tsx";
import { SoftInput } from "../../../../ui/field/soft-input.tsx";
import { QuitButton, SwitchButtons } from "../../../shared/run/key-buttons.tsx";
import { type RunController, startRun, switchesFor } from "../../../shared/run/run-controller.ts";
import type { Draft } from "./use-analysis.ts";

interface PreviewRunProps {
  draft: Draft;
  colours: Highlight;
  onClose(): void;
}

const SEED = 1;

export function PreviewRun({ draft, colours, onClose }: PreviewRunProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const soft = useRef<HTMLInputElement>(null);
  const controller = useRef<RunController>();
  const [attempt, setAttempt] = useState(1);
  const [wpm, setWpm] = useState<number>();
  const switches = useMemo(() => switchesFor(DEFAULT_SETTINGS), []);
  const { language, difficulty, category, text } = draft;
  const over = wpm !== undefined;

  useEffect(() => dialog.current?.showModal(), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt is a run
  useEffect(() => {
    const root = frame.current;
    const input = soft.current;
    if (!root || !input) return;
    const plan: Plan = {
      seed: SEED,
      language,
      difficulty,
      mode: "standard",
      engine_version: currentEngine.version,
      snippets: [{ category, snippet_text: text }],
    };
    const current = startRun(root, {
      engine: currentEngine,
      plan,
      highlights: [colours],
      input,
      controls: DEFAULT_SETTINGS.controls,
      volume: DEFAULT_SETTINGS.sound_volume,
      switches,
      onProgress() {},
      onKey() {},
      onWave() {},
      onOver: (_, state) => setWpm(currentEngine.scoreOf(state).words_per_minute),
      onRestart: () => setAttempt((number) => number + 1),
    });
    controller.current = current;
    current.run.wake();
    return () => current.stop();
  }, [attempt, switches, language, difficulty, category, text, colours]);

  // Memoised, so that React does not render the frame again.
  const controls = useMemo(
    () => (
      <>
        <SwitchButtons switches={switches} />
        <QuitButton onQuit={() => controller.current?.run.quit()} />
      </>
    ),
    [switches],
  );
  const playAgain = () => {
    setWpm(undefined);
    setAttempt((number) => number + 1);
  };
  return (
    <dialog
      ref={dialog}
      className="preview"
      aria-label="Preview: the game with this snippet alone"
      onClose={onClose}
      // During the run Escape is a key of the game; Shift+Escape ends the run.
      onCancel={(event) => over || event.preventDefault()}
    >
      <SoftInput ref={soft} />
      <FieldFrame key={attempt} ref={frame} {...{ language, difficulty, controls }} />
      {over && (
        <div className="end-screen">
          <div className="end-card">
            <p role="status">
              <strong>The preview is over.</strong> You typed it at {Math.round(wpm)} words a
              minute.
            </p>
            <div className="mt-4 flex flex-wrap justify-center gap-3">
              <button type="button" className="button" onClick={playAgain}>
                Once more
              </button>
              <button
                type="button"
                className="button button-primary"
                // biome-ignore lint/a11y/noAutofocus: the run that had the keys is over
                autoFocus
                onClick={() => dialog.current?.close()}
              >
                Back to the code
              </button>
            </div>
          </div>
        </div>
      )}
    </dialog>
  );
}
