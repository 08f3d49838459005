/** Forms that start a run at once, by posting to the play page. */
import { type ReactNode, useRef } from "react";
import type { Difficulty, Language, Mode } from "../../engine/plan.ts";
import { KeyHint } from "./key-hint.tsx";
import { StartingForm, useStarting } from "./starting.tsx";
import { submitOnce } from "./submit-once.ts";
import { useEnter } from "./use-enter.ts";

export interface StartOptions {
  language: Language;
  mode: Mode;
  difficulty?: Difficulty;
  /** The result whose plan a rematch uses. */
  result_id?: string;
  /** The own text that is played. */
  text_id?: string;
}

interface Props {
  start: StartOptions;
  children: ReactNode;
}

function StartFields({ start }: { start: StartOptions }) {
  return Object.entries(start).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

export function StartForm({ start, children }: Props) {
  return (
    <StartingForm className="contents">
      <StartFields start={start} />
      <button type="submit" className="button" {...submitOnce(useStarting())}>
        {children}
      </button>
    </StartingForm>
  );
}

/** The main start button of a page, which Enter presses too. */
export function PrimaryStartForm({ start, children, settle }: Props & { settle?: number }) {
  const form = useRef<HTMLFormElement>(null);
  const starting = useStarting();
  useEnter(() => starting || form.current?.requestSubmit(), settle);
  return (
    <StartingForm ref={form} className="contents">
      <StartFields start={start} />
      <button
        type="submit"
        className="button button-primary"
        aria-keyshortcuts="Enter"
        {...submitOnce(starting)}
      >
        <span key={starting ? "busy" : "idle"}>{starting ? "Starting…" : children}</span>{" "}
        <KeyHint>Enter</KeyHint>
      </button>
    </StartingForm>
  );
}
