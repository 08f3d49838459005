import { Link } from "@remix-run/react";
import { LANGUAGES, type Language } from "../../engine/plan.ts";
import { LANGUAGE_NAMES } from "../../ui/text/labels.ts";
import { dailyPath } from "./search-params.ts";

/** Plain links, so that each challenge has an address. */
export function LanguageLinks({ language }: { language: Language }) {
  return (
    <nav aria-label="Language" className="mt-8">
      <ul className="flex flex-wrap gap-2 max-sm:gap-1.5">
        {LANGUAGES.map((one) => (
          <li key={one} className="max-sm:grow">
            <Link
              to={dailyPath(one)}
              className="chip max-sm:w-full max-sm:justify-center max-sm:px-2.5"
              aria-current={one === language ? "true" : undefined}
              preventScrollReset
            >
              {LANGUAGE_NAMES[one]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
