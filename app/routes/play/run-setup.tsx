/** The form that starts a run, with an explanation of the game. */
import { Form, Link, useSearchParams } from "@remix-run/react";
import { type RefObject, useRef, useState } from "react";
import type { StartChoice } from "../../contracts/start-choice.ts";
import { currentEngine } from "../../engine/current.ts";
import { DIFFICULTIES, type Difficulty, LANGUAGES } from "../../engine/plan.ts";
import type { Kind } from "../../engine/state.ts";
import { BugGlyph } from "../../ui/bug-glyphs/bug-glyph.tsx";
import { KIND_LESSONS, KIND_NAMES } from "../../ui/field/labels.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { RadioGroup, RadioOption } from "../../ui/forms/radio-group.tsx";
import { useStarting } from "../../ui/forms/starting.tsx";
import { submitOnce } from "../../ui/forms/submit-once.ts";
import { useEnter } from "../../ui/forms/use-enter.ts";
import { StorageNotice } from "../../ui/layout/refused-storage.tsx";
import { useKeptChoice } from "../../ui/offline/kept-choice.ts";
import { useKeptPage } from "../../ui/offline/kept-page.ts";
import { canKeepRuns } from "../../ui/outbox/run-store.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { hasSoftKeyboard } from "../shared/typing/soft-keyboard.ts";
import { OFFLINE_FIELDS } from "./started-run.ts";

const DIFFICULTY_TEXTS: Record<Difficulty, string> = {
  EASY: "Short lines. For up to 35 wpm.",
  NORMAL: "An ordinary day on call. For 35 to 60 wpm.",
  HARD: "Longer code, more of it. For 55 to 85 wpm.",
  EXPERT: "Friday, five o’clock. For 80 wpm and more.",
};

const KINDS = Object.keys(KIND_NAMES) as Kind[];

const FIRST_POWER = currentEngine.powerCharges[0]?.[0];

const HOW_TO = [
  <>Type the underlined key to lock a bug, then the rest of its code.</>,
  <>
    <kbd translate="no">Space</kbd> between tokens, <kbd translate="no">Enter</kbd> at a line’s end.
  </>,
  <>
    <kbd translate="no">Tab</kbd> next target, <kbd translate="no">Esc</kbd> release.
  </>,
  <>A bug that gets through takes uptime, less once it is nearly typed. Uptime never comes back.</>,
  <>
    Every {FIRST_POWER} clean tokens earn a power. <kbd translate="no">↑</kbd> uses it.
  </>,
];

/** Returns the value of a query parameter, in any case, if it is one of `values`; else `fallback`. */
function oneOf<T extends string>(values: readonly T[], param: string | null, fallback: T): T {
  return values.find((value) => value === param?.toUpperCase()) ?? fallback;
}

/** The modes of this form. Other modes start from pages of their own. */
const PACES = [
  ["standard", "Ranked", "Full speed. Counts for boards and statistics."],
  ["relaxed", "Relaxed", "Half speed, to look at the code. Counts for nothing."],
] as const;

interface ChooserProps {
  /** The username of the signed-in player. Guests play ranked runs, which they can claim. */
  viewer: string | null;
  /** What is chosen unless the URL says otherwise. */
  preferred: StartChoice;
  problems: string[];
  /** The form fields of the run that did not start, or of the relaxed one that can be played in its place. */
  again: Record<string, unknown> | undefined;
  /** Takes the focus when the form is sent, because a soft keyboard opens only in response to a touch. */
  soft: RefObject<HTMLInputElement>;
}

function startNote(viewer: string | null, isKept: boolean): string {
  if (viewer !== null) return "The first bug comes at once.";
  return isKept
    ? "Relaxed, because the network is away: half speed, stored nowhere. Ranked needs the server."
    : "No account needed: you can keep the run by making one after it.";
}

export function RunSetup(props: ChooserProps) {
  const { viewer, problems, again, soft } = props;
  const preferred = useKeptChoice(props.preferred);
  const isKept = useKeptPage();
  // A run that was not chosen here, such as a rematch, is offered again beside the form.
  const [isFromElsewhere] = useState(again !== undefined);
  const retry = isFromElsewhere || again?.offline ? again : undefined;
  const [searchParams] = useSearchParams();
  const starting = useStarting();
  const form = useRef<HTMLFormElement>(null);
  useEnter(() => starting || form.current?.requestSubmit());
  const language = oneOf(LANGUAGES, searchParams.get("language"), preferred.language);
  const difficulty = oneOf(DIFFICULTIES, searchParams.get("difficulty"), preferred.difficulty);

  const openSoftKeyboard = () => {
    if (hasSoftKeyboard()) soft.current?.focus();
  };

  return (
    <div className="column chooser">
      <div className="grid content-start gap-9">
        {retry && (
          <div role="alert" className="notice grid justify-items-start gap-3">
            <p>{problems.join(". ")}</p>
            <Form method="post" action="/play" onSubmit={openSoftKeyboard}>
              {Object.entries(retry).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={String(value)} />
              ))}
              <button type="submit" className="button" {...submitOnce(starting)}>
                {retry.offline ? "Play relaxed" : "Try this run again"}
              </button>
            </Form>
          </div>
        )}
        <Form
          method="post"
          action="/play"
          ref={form}
          onSubmit={openSoftKeyboard}
          className="grid content-start gap-9"
        >
          <h1 className="chooser-title">
            Defend <span className="text-amber">main</span>.
          </h1>
          <StorageNotice canKeepRuns={canKeepRuns} />
          {!retry && problems.length > 0 && (
            <p role="alert" className="notice">
              {problems.join(". ")}
            </p>
          )}
          <RadioGroup key={language} legend="Language" columns="grid-cols-2 sm:grid-cols-4">
            {LANGUAGES.map((value) => (
              <RadioOption key={value} name="language" value={value} chosen={value === language}>
                {LANGUAGE_NAMES[value]}
              </RadioOption>
            ))}
          </RadioGroup>
          <RadioGroup key={difficulty} legend="Difficulty" columns="sm:grid-cols-2">
            {DIFFICULTIES.map((value) => (
              <RadioOption
                key={value}
                name="difficulty"
                value={value}
                chosen={value === difficulty}
                meaning={DIFFICULTY_TEXTS[value]}
              >
                {DIFFICULTY_NAMES[value]}
              </RadioOption>
            ))}
          </RadioGroup>
          <p className="-mt-6 text-sm text-dim">
            Bugs come as fast as you type, whatever you choose: a difficulty below your speed makes
            the run shorter, not easier.
          </p>
          {isKept &&
            viewer === null &&
            Object.entries(OFFLINE_FIELDS).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
          {viewer !== null && (
            <RadioGroup legend="Pace" columns="sm:grid-cols-2">
              {PACES.map(([value, name, meaning]) => (
                <RadioOption
                  key={value}
                  name="mode"
                  value={value}
                  chosen={value === (searchParams.get("mode") ?? "standard")}
                  meaning={meaning}
                >
                  {name}
                </RadioOption>
              ))}
            </RadioGroup>
          )}
          <div className="chooser-start">
            <button
              type="submit"
              className="button button-primary"
              aria-keyshortcuts="Enter"
              {...submitOnce(starting)}
            >
              <span>{starting ? "Starting…" : "Start"}</span> <KeyHint>Enter</KeyHint>
            </button>
            <p className="text-sm text-dim">{startNote(viewer, isKept)}</p>
          </div>
        </Form>
        <section>
          <h2 className="eyebrow">How it goes</h2>
          <ol className="how-to">
            {HOW_TO.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change
              <li key={index}>
                <span>{line}</span>
              </li>
            ))}
          </ol>
        </section>
      </div>
      <aside className="grid content-start gap-6">
        <section className="card">
          <h2 className="eyebrow">What is out there</h2>
          <dl className="fauna">
            {KINDS.map((kind) => (
              <div key={kind} data-kind={kind}>
                <BugGlyph kind={kind} />
                <dt>{KIND_NAMES[kind]}</dt>
                <dd>{KIND_LESSONS[kind]}.</dd>
              </div>
            ))}
          </dl>
        </section>
        <p className="text-sm text-dim">
          No score is believed: every key is played again on the server.{" "}
          <Link to="/leaderboard" className="link">
            Leaderboard
          </Link>
        </p>
      </aside>
    </div>
  );
}
