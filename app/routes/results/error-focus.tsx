/** In which kind of token the errors of the own run gathered, and the drill that mends it. */
import { Link } from "@remix-run/react";
import type { ErrorFocus } from "../../contracts/result-page.ts";
import type { Language } from "../../engine/plan.ts";
import { DrillForm, KeyNames } from "../../ui/forms/drill-form.tsx";
import { whole } from "../../ui/text/format.ts";

const WERE: Record<ErrorFocus["kind"], string> = {
  bracket: "were brackets",
  operator: "were operators",
  keyword: "were in keywords",
  identifier: "were in names",
  string: "were in strings",
  number: "were in numbers",
  comment: "were in comments",
  blank: "were Space or Enter",
};

/** `41% of your errors were brackets, which are 12% of what you typed.` */
export const errorFocusText = ({ kind, error_percentage, key_percentage }: ErrorFocus) =>
  `${whole(error_percentage)}% of your errors ${WERE[kind]}, which are ${whole(key_percentage)}% of what you typed.`;

export function ErrorFocusCard({ focus, language }: { focus: ErrorFocus; language: Language }) {
  const { keys } = focus;
  return (
    <section className="card error-focus" aria-label="Errors of this run">
      <p>
        <strong>This run:</strong> {errorFocusText(focus)}
      </p>
      <div className="error-focus-actions">
        {keys.length > 0 && (
          <DrillForm start={{ language, focus: keys }}>
            <span>
              Drill <KeyNames keys={keys} />
            </span>
          </DrillForm>
        )}
        <Link to={`/practice/insights?language=${language}`} className="link">
          All your keys
        </Link>
      </div>
    </section>
  );
}
