import { Link } from "@remix-run/react";
import { LANGUAGES, type Language } from "../../engine/plan.ts";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { dailyPath } from "./search-params.ts";

/** Links to the challenges of all languages. */
export function LanguageLinks({ language }: { language: Language }) {
  return (
    <nav aria-label="Language" className="mt-8">
      <ul className="flex flex-wrap gap-2 max-sm:gap-1.5">
        {LANGUAGES.map((other) => (
          <li key={other} className="max-sm:grow">
            <Link
              to={dailyPath(other)}
              className="chip max-sm:w-full max-sm:justify-center max-sm:px-2.5"
              aria-current={other === language ? "true" : undefined}
              preventScrollReset
            >
              {LANGUAGE_NAMES[other]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
