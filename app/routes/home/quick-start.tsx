/** The form that starts a run at once, also by Enter from anywhere on the page. */
import { Link, PrefetchPageLinks } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { type Difficulty, LANGUAGES, type Language } from "../../engine/plan.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { StartingForm, useStarting } from "../../ui/forms/starting.tsx";
import { submitOnce } from "../../ui/forms/submit-once.ts";
import { useEnter } from "../../ui/forms/use-enter.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";

interface Props {
  /** The form's id. */
  id: string;
  language: Language;
  choose(language: Language): void;
  difficulty: Difficulty;
  guest: boolean;
}

export function QuickStart({ id, language, choose, difficulty, guest }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const starting = useStarting();
  // The game is prefetched when the pointer or the focus reaches the form.
  const [prefetching, setPrefetching] = useState(false);
  // Without a network a prefetch that fails would load the page again.
  const prefetch = () => navigator.onLine && setPrefetching(true);
  const mounted = useRef(false);
  useEffect(() => {
    const radios = form.current?.elements.namedItem("language");
    if (!(radios instanceof RadioNodeList)) return;
    const checked = LANGUAGES.find((value) => value === radios.value);
    // A language that was chosen before the script was loaded wins.
    if (!mounted.current && checked && checked !== language) choose(checked);
    else radios.value = language;
    mounted.current = true;
  }, [language, choose]);
  useEnter(() => starting || form.current?.requestSubmit());
  return (
    <StartingForm
      ref={form}
      id={id}
      onPointerEnter={prefetch}
      onTouchStart={prefetch}
      onFocus={prefetch}
    >
      {prefetching && <PrefetchPageLinks page="/play" />}
      <input type="hidden" name="difficulty" value={difficulty} />
      <fieldset className="mt-8">
        <legend className="sr-only">Language</legend>
        <div className="flex flex-wrap gap-2 max-sm:gap-1.5">
          {(Object.entries(LANGUAGE_NAMES) as [Language, string][]).map(([value, name]) => (
            <label key={value} className="chip max-sm:grow max-sm:justify-center max-sm:px-2.5">
              <input
                type="radio"
                name="language"
                value={value}
                defaultChecked={value === language}
                onChange={() => choose(value)}
                className="sr-only"
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="hero-act">
        <button
          type="submit"
          aria-keyshortcuts="Enter"
          className="button button-primary"
          // biome-ignore lint/a11y/noAutofocus: Enter starts a run from the first paint on, without script too
          autoFocus
          {...submitOnce(starting)}
        >
          <span>{starting ? "Starting…" : "Defend production"}</span> <KeyHint>Enter</KeyHint>
        </button>
        <p className="hero-note">
          at {DIFFICULTY_NAMES[difficulty].toLowerCase()} · {guest && "no account needed · "}
          <Link to={`/play?difficulty=${difficulty}`} className="link">
            {guest ? "other ways" : "change"}
          </Link>
        </p>
      </div>
    </StartingForm>
  );
}
