/** Forms that start a drill at once, by posting to the page of drills. */
import { useNavigation } from "@remix-run/react";
import { type ReactNode, useRef } from "react";
import { isTarget } from "../../engine/drills/targets.ts";
import type { Language } from "../../engine/plan.ts";
import { formatKeys, keyName, MOST_KEYS, spokenName } from "../keyboard/key-names.ts";
import { KeyHint } from "./key-hint.tsx";
import { StartingForm } from "./starting.tsx";
import { submitOnce } from "./submit-once.ts";
import { useEnter } from "./use-enter.ts";

export interface DrillStart {
  language: Language;
  /** The keys that the drill is to mend, or `weak_keys` for those that cost most. Without it the drill is plain. */
  focus?: readonly string[] | "weak_keys";
}

/** Returns the targets of a drill for keys and pairs. A pair with Enter becomes two keys, because a drill has no such pair. */
export function drillTargets(keys: readonly string[]): string[] {
  const split = keys.flatMap((key) =>
    key.length === 2 && key.includes("\n")
      ? [...key].map((one) => (one === "\n" ? "Enter" : one))
      : [key],
  );
  return [...new Set(split)].filter(isTarget).slice(0, MOST_KEYS);
}

/** Returns the fields of the form. `difficulty` is left out: weak keys are drilled in code of any. */
function fieldsOf({ language, focus }: DrillStart): Record<string, string> {
  if (focus === undefined) return { language };
  if (focus === "weak_keys") return { language, focus };
  return { language, focus: "keys", keys: formatKeys(drillTargets(focus)) };
}

const isStarting = (action: string | undefined) => action?.startsWith("/practice") ?? false;
const useDrillStarting = () => isStarting(useNavigation().formAction);

/** The fields stand in the address too: the page shows the same choice again when it cannot start the drill. */
const actionOf = (fields: Record<string, string>) => `/practice?${new URLSearchParams(fields)}`;

function Fields({ fields }: { fields: Record<string, string> }) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

interface Props {
  start: DrillStart;
  children: ReactNode;
  className?: string;
}

export function DrillForm({ start, children, className = "button" }: Props) {
  const fields = fieldsOf(start);
  return (
    <StartingForm className="contents" action={actionOf(fields)}>
      <Fields fields={fields} />
      <button type="submit" className={className} {...submitOnce(useDrillStarting())}>
        {children}
      </button>
    </StartingForm>
  );
}

/** The main button of a page, which Enter presses too. */
export function PrimaryDrillForm({ start, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const starting = useDrillStarting();
  const fields = fieldsOf(start);
  useEnter(() => starting || form.current?.requestSubmit());
  return (
    <StartingForm ref={form} className="contents" action={actionOf(fields)}>
      <Fields fields={fields} />
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

/** The small button in a row of a table: `Drill`, with the keys for screen readers. */
export function DrillRowForm({ language, keys }: { language: Language; keys: readonly string[] }) {
  const targets = drillTargets(keys);
  if (targets.length === 0) return null;
  return (
    <DrillForm start={{ language, focus: targets }} className="drill-row">
      Drill<span className="sr-only"> {targets.map(spokenName).join(", ")}</span>
    </DrillForm>
  );
}

/** Keys as they are printed, in the code font. */
export function KeyNames({ keys }: { keys: readonly string[] }) {
  return (
    <code className="text-amber" translate="no">
      {keys.map(keyName).join(" ")}
    </code>
  );
}
