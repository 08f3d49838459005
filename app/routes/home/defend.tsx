/** The one thing to do here: a form that also works without script, and answers to Enter from anywhere. */
import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Language } from "../../engine/plan.ts";
import { Key } from "../../ui/key.tsx";
import { LANGUAGE_NAMES } from "../../ui/names.ts";

interface Props {
  language: Language;
  choose(language: Language): void;
}

export function Defend({ language, choose }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const press = ({ key, target, repeat }: KeyboardEvent) => {
      if (key === "Enter" && !repeat && target === document.body) form.current?.requestSubmit();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return (
    <Form ref={form} action="/play">
      <fieldset className="mt-8">
        <legend className="sr-only">Language</legend>
        <div className="flex flex-wrap gap-2 max-sm:gap-1.5">
          {(Object.entries(LANGUAGE_NAMES) as [Language, string][]).map(([value, name]) => (
            <label key={value} className="chip max-sm:grow max-sm:justify-center max-sm:px-2.5">
              <input
                type="radio"
                name="language"
                value={value}
                checked={value === language}
                onChange={() => choose(value)}
                className="sr-only"
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <button
        type="submit"
        aria-keyshortcuts="Enter"
        className="button button-primary mt-7 max-sm:w-full"
      >
        Defend production <Key>Enter</Key>
      </button>
    </Form>
  );
}
