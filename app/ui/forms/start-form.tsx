/** Starts a run at once: what the play page takes, as a form. */
import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useRef } from "react";
import type { Difficulty, Language, Mode } from "../../engine/plan.ts";
import { KeyHint } from "./key-hint.tsx";
import { submitOnce } from "./submit-once.ts";
import { useEnter } from "./use-enter.ts";

export interface StartOptions {
  language: Language;
  mode: Mode;
  difficulty?: Difficulty;
  /** Whose plan a rematch takes. */
  result_id?: string;
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

/**
 * Opens the soft keyboard for a run that is about to start. Browsers open it only within the
 * touch that asks for it, when the page with the field is still to come; but it stays open when
 * the focus goes from one input to the next, and the field's takes it from here.
 */
export function openKeyboard(): void {
  if (!matchMedia("(pointer: coarse)").matches) return;
  const input = document.createElement("input");
  input.className = "soft-input";
  input.ariaLabel = "Type here";
  input.autocomplete = "off";
  input.autocapitalize = "none";
  input.onblur = () => input.remove();
  document.body.appendChild(input);
  input.focus({ preventScroll: true });
}

/** Whether a run is about to start: it must not be started twice. */
export const useStarting = () => useNavigation().formAction?.startsWith("/play") ?? false;

export function StartForm({ start, children }: Props) {
  return (
    <Form method="post" action="/play" onSubmit={openKeyboard} className="contents">
      <StartFields start={start} />
      <button type="submit" className="button" {...submitOnce(useStarting())}>
        {children}
      </button>
    </Form>
  );
}

/** The one of a page, which answers to Enter. */
export function PrimaryStartForm({ start, children, settle }: Props & { settle?: number }) {
  const form = useRef<HTMLFormElement>(null);
  const starting = useStarting();
  useEnter(() => starting || form.current?.requestSubmit(), settle);
  return (
    <Form ref={form} method="post" action="/play" onSubmit={openKeyboard} className="contents">
      <StartFields start={start} />
      <button
        type="submit"
        className="button button-primary"
        aria-keyshortcuts="Enter"
        {...submitOnce(starting)}
      >
        {starting ? "Starting…" : children} <KeyHint>Enter</KeyHint>
      </button>
    </Form>
  );
}
