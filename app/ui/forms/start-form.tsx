/** Forms that start a run at once, by posting to the play page. */
import { Form, useNavigation } from "@remix-run/react";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import type { Difficulty, Language, Mode } from "../../engine/plan.ts";
import { KeyHint } from "./key-hint.tsx";
import { submitOnce } from "./submit-once.ts";
import { useEnter } from "./use-enter.ts";

export interface StartOptions {
  language: Language;
  mode: Mode;
  difficulty?: Difficulty;
  /** The result whose plan a rematch uses. */
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
 * Opens the soft keyboard for a run that is about to start. Browsers open it only while they handle a
 * touch, when the page with the field has not loaded yet. It stays open when the focus moves from one
 * input to another, so the field's input takes the focus from this one.
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

/** Returns whether a run is being started, so that it is not started twice. */
export const useStarting = () => useNavigation().formAction?.startsWith("/play") ?? false;

/** Keeps a form from being sent without a network, where the browser would show its own page instead. */
export function useOfflineGuard() {
  const [offline, setOffline] = useState(false);
  const onSubmit = (event: FormEvent) => {
    setOffline(!navigator.onLine);
    if (navigator.onLine) openKeyboard();
    else event.preventDefault();
  };
  const notice = offline && (
    <p role="alert" className="start-offline">
      You are offline, so no run can start. Press again when the network is back.
    </p>
  );
  return { onSubmit, notice };
}

export function StartForm({ start, children }: Props) {
  const { onSubmit, notice } = useOfflineGuard();
  return (
    <Form method="post" action="/play" onSubmit={onSubmit} className="contents">
      <StartFields start={start} />
      <button type="submit" className="button" {...submitOnce(useStarting())}>
        {children}
      </button>
      {notice}
    </Form>
  );
}

/** The main start button of a page, which Enter presses too. */
export function PrimaryStartForm({ start, children, settle }: Props & { settle?: number }) {
  const form = useRef<HTMLFormElement>(null);
  const starting = useStarting();
  const { onSubmit, notice } = useOfflineGuard();
  useEnter(() => starting || form.current?.requestSubmit(), settle);
  return (
    <Form ref={form} method="post" action="/play" onSubmit={onSubmit} className="contents">
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
      {notice}
    </Form>
  );
}
