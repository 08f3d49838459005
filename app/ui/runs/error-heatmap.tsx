/** Shows where the errors of a run were: in the code, and on the keyboard. */
import type { Analysis, HotSnippet, HotSpot } from "../../engine/analysis/analysis.ts";
import type { Language } from "../../engine/plan.ts";
import { fileName } from "../../ui/field/labels.ts";
import { plural } from "../text/plural.ts";

const wrongKeys = (count: number) => `${count} wrong ${plural(count, "key")}`;

/** Returns the shade of a token, 1 to 3: three errors or more have the last. */
const heatOf = (errors: number) => Math.min(errors, 3);

/** Splits a line into tokens with errors and the text between them. */
function piecesOf(text: string, spots: readonly HotSpot[]) {
  const pieces: { from: number; text: string; errors: number }[] = [];
  let at = 0;
  for (const { from, to, errors } of [...spots].sort((a, b) => a.from - b.from)) {
    if (from > at) pieces.push({ from: at, text: text.slice(at, from), errors: 0 });
    pieces.push({ from, text: text.slice(from, to), errors });
    at = to;
  }
  pieces.push({ from: at, text: text.slice(at), errors: 0 });
  return pieces;
}

function Snippet({ snippet, language }: { snippet: HotSnippet; language: Language }) {
  const { code, spots, errors, category } = snippet;
  const name = fileName(language, category);
  return (
    <figure className="heat">
      <figcaption className="heat-name">
        <span>{name}</span>
        <span className="text-coral">{wrongKeys(errors)}</span>
      </figcaption>
      {/* Wide code can also be scrolled by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <pre translate="no" className="heat-code" tabIndex={0}>
        {code.split("\n").map((text, line) => {
          const hot = spots.filter((spot) => spot.line === line);
          return (
            // A line has no other key than its number.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <span key={line} className={hot.length > 0 ? "heat-line heat-line-hot" : "heat-line"}>
              <span className="heat-number" aria-hidden="true">
                {line + 1}
              </span>
              <code translate="no">
                {piecesOf(text, hot).map(({ from, text, errors }) =>
                  errors > 0 ? (
                    <mark key={from} className={`heat-${heatOf(errors)}`} title={wrongKeys(errors)}>
                      {text}
                      <span className="sr-only"> ({wrongKeys(errors)}) </span>
                      {errors > 1 && <sup aria-hidden="true">{errors}</sup>}
                    </mark>
                  ) : (
                    text
                  ),
                )}
              </code>
              {"\n"}
            </span>
          );
        })}
      </pre>
    </figure>
  );
}

const KEY_NAMES: Record<string, string> = { " ": "Space" };
const keyName = (key: string) => KEY_NAMES[key] ?? key;

function Keys({ keys }: Pick<Analysis, "keys">) {
  return (
    <div>
      <h3 className="eyebrow">Keys that were missed</h3>
      <ul className="heat-keys">
        {keys.map(({ key, errors, instead }) => (
          <li key={key}>
            <kbd translate="no">{keyName(key)}</kbd>
            <span className="text-coral">{errors}×</span>
            <span className="text-dim">
              mostly <kbd translate="no">{keyName(instead)}</kbd> instead
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function ErrorHeatmap({ analysis, language }: { analysis: Analysis; language: Language }) {
  const { snippets, elsewhere, astray, keys } = analysis;
  const rest = [
    elsewhere > 0 && `${wrongKeys(elsewhere)} in other code`,
    astray > 0 && `${wrongKeys(astray)} that no bug waited for`,
  ].filter(Boolean);
  return (
    <section aria-labelledby="heat">
      <h2 id="heat">Where errors fell</h2>
      {snippets.length === 0 && astray === 0 ? (
        <p className="mt-3 text-dim">Nowhere. Every key was the right one.</p>
      ) : (
        <div className="heat-grid">
          <div className="heat-snippets">
            {snippets.map((snippet) => (
              <Snippet key={snippet.code} snippet={snippet} language={language} />
            ))}
          </div>
          <div className="grid content-start gap-6">
            {keys.length > 0 && <Keys keys={keys} />}
            {rest.length > 0 && <p className="text-sm text-dim">Besides: {rest.join("; ")}.</p>}
          </div>
        </div>
      )}
    </section>
  );
}
