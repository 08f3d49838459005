/** The form that starts a drill: what to type first, and one button. */
import { useNavigation } from "@remix-run/react";
import { type FormEvent, type RefObject, useRef } from "react";
import type { DrillHistoryItem } from "../../contracts/practice.ts";
import { DIFFICULTIES, LANGUAGES } from "../../engine/plan.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { submitOnce } from "../../ui/forms/submit-once.ts";
import { useEnter } from "../../ui/forms/use-enter.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { hasSoftKeyboard } from "../shared/typing/soft-keyboard.ts";
import type { DrillChoice } from "./choice.ts";
import { KindCards } from "./kind-cards.tsx";
import { PasteText } from "./paste-text.tsx";
import { PickKeys } from "./pick-keys.tsx";
import { SetupAside } from "./setup-aside.tsx";

interface SetupProps {
  /** The username of the signed-in player. */
  viewer: string | null;
  choice: DrillChoice;
  onChange(change: Partial<DrillChoice>): void;
  onStart(): void;
  /** Whether a drill is on its way. */
  starting: boolean;
  /** Why the last one did not start. */
  problem: string | undefined;
  /** The player's last drills in the language. */
  past: readonly DrillHistoryItem[];
  /** The categories of the language, if they are known. */
  categories: readonly string[];
  /** Takes the focus when the form is sent, because a soft keyboard opens only in response to a touch. */
  soft: RefObject<HTMLInputElement>;
}

interface ChipsProps<Value extends string> {
  legend: string;
  name: string;
  values: readonly Value[];
  names: Record<Value, string>;
  chosen: Value;
  onChoose(value: Value): void;
}

function Chips<Value extends string>(props: ChipsProps<Value>) {
  const { legend, name, values, names, chosen, onChoose } = props;
  return (
    <fieldset>
      <legend className="eyebrow mb-3">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {values.map((value) => (
          <label key={value} className="chip">
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            {names[value]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const ANY = "any";

function Filters({
  choice,
  categories,
  onChange,
}: Pick<SetupProps, "choice" | "categories" | "onChange">) {
  const { difficulty, category } = choice;
  return (
    <div className="drill-filters">
      <Chips
        legend="Difficulty"
        name="difficulty"
        values={[ANY, ...DIFFICULTIES]}
        names={{ [ANY]: "Any", ...DIFFICULTY_NAMES }}
        chosen={difficulty ?? ANY}
        onChoose={(value) =>
          onChange({ difficulty: value === ANY ? undefined : value, category: undefined })
        }
      />
      {categories.length > 0 && (
        <label className="grid gap-3">
          <span className="eyebrow">Category</span>
          <select
            className="input"
            value={category ?? ""}
            onChange={({ target }) => onChange({ category: target.value || undefined })}
          >
            <option value="">Any</option>
            {categories.map((one) => (
              <option key={one} value={one}>
                {one.replaceAll("-", " ")}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

export function Setup(props: SetupProps) {
  const { viewer, choice, onChange, onStart, starting, problem, categories, soft, past } = props;
  const { kind, keys } = choice;
  // Then the text area has the focus, in which Enter makes a line.
  const isPaste = kind === "text";
  const form = useRef<HTMLFormElement>(null);
  const { state } = useNavigation();
  useEnter(() => starting || state !== "idle" || form.current?.requestSubmit());
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (starting) return;
    if (hasSoftKeyboard()) soft.current?.focus({ preventScroll: true });
    onStart();
  };
  return (
    <div className="column drill-setup">
      <form ref={form} className="grid content-start gap-8" onSubmit={onSubmit}>
        <div className="grid gap-3">
          <h1 className="drill-heading">
            Type real code<span className="text-amber">.</span>
          </h1>
          <p className="drill-lead">
            No bugs, no score: about 250 keys. Then you know which of them costs you most, and drill
            it.
          </p>
        </div>
        {problem && (
          <p role="alert" className="notice">
            {problem}
          </p>
        )}
        <KindCards {...{ viewer, choice, onChange }} />
        {kind === "keys" && (
          <PickKeys keys={keys} onChange={(picked) => onChange({ keys: picked })} />
        )}
        {isPaste && <PasteText text={choice.text} onChange={(text) => onChange({ text })} />}
        {kind !== "own" && (
          <Chips
            legend="Language"
            name="language"
            values={LANGUAGES}
            names={LANGUAGE_NAMES}
            chosen={choice.language}
            onChoose={(language) => onChange({ language, category: undefined })}
          />
        )}
        {!isPaste && kind !== "own" && <Filters {...{ choice, categories, onChange }} />}
        <div className="drill-start">
          <button
            type="submit"
            className="button button-primary"
            aria-keyshortcuts={isPaste ? "Control+Enter" : "Enter"}
            {...submitOnce(starting)}
          >
            <span key={starting ? "busy" : "idle"}>{starting ? "Starting…" : "Start"}</span>{" "}
            <KeyHint>{isPaste ? "Ctrl Enter" : "Enter"}</KeyHint>
          </button>
          <p className="text-sm text-dim">
            {viewer === null
              ? "No account needed. Nothing is stored."
              : "The clock starts with your first key."}
          </p>
        </div>
      </form>
      <SetupAside past={past} language={choice.language} />
    </div>
  );
}
