/** The figures of the key that was chosen on the keyboard: of each character that it types. */
import type { Language } from "../../../engine/plan.ts";
import { DrillForm } from "../../../ui/forms/drill-form.tsx";
import { keyName, spokenName } from "../../../ui/keyboard/key-names.ts";
import { orUnknown, percent, shortTime, whole } from "../../../ui/text/format.ts";
import type { KeyFigures, Usual } from "./figures.ts";

interface Props {
  language: Language;
  characters: readonly string[];
  figures: ReadonlyMap<string, KeyFigures>;
  usual: Usual;
}

const milliseconds = (n: number) => `${whole(n)} ms`;

function Row({
  name,
  own,
  usual,
  everyone,
}: Record<"name" | "own" | "usual" | "everyone", string>) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="key-own">{own}</td>
      <td>{usual}</td>
      <td>{everyone}</td>
    </tr>
  );
}

function Character({ figures, usual }: { figures: KeyFigures; usual: Usual }) {
  const { mean_ms, error_percentage, everyone, presses, lost_ms, isEstimate } = figures;
  return (
    <>
      <table className="key-figures" data-estimate={isEstimate ? "" : undefined}>
        <thead>
          <tr>
            <td />
            <th scope="col">Here</th>
            <th scope="col">Usual</th>
            <th scope="col">Everyone</th>
          </tr>
        </thead>
        <tbody>
          <Row
            name="Time"
            own={orUnknown(mean_ms, milliseconds)}
            usual={milliseconds(usual.ms)}
            everyone={orUnknown(everyone?.mean_ms ?? null, milliseconds)}
          />
          <Row
            name="Wrong"
            own={percent(error_percentage)}
            usual={percent(usual.error_percentage)}
            everyone={orUnknown(everyone?.error_percentage ?? null, percent)}
          />
        </tbody>
      </table>
      <p className="text-sm text-dim">
        {lost_ms >= 0.5
          ? `Costs you ${shortTime(lost_ms)} in every 1,000 keys`
          : "Costs you nothing beside your other keys"}
        , after {whole(presses)} {presses === 1 ? "press" : "presses"}
        {isEstimate && ": an estimate"}.
      </p>
    </>
  );
}

export function KeyDetails({ language, characters, figures, usual }: Props) {
  // The costliest character first: it is why the key was chosen.
  const cost = (key: string) => figures.get(key)?.lost_ms ?? Number.NEGATIVE_INFINITY;
  const sorted = [...characters].sort((a, b) => cost(b) - cost(a));
  return (
    <section className="key-details" aria-label="The chosen key" aria-live="polite">
      {sorted.map((key) => {
        const known = figures.get(key);
        return (
          <div key={key} className="key-detail">
            <h3>
              <kbd translate="no">{keyName(key)}</kbd>
              {spokenName(key) !== keyName(key) && (
                <span className="key-spoken">{spokenName(key)}</span>
              )}
              <DrillForm start={{ language, focus: [key] }} className="drill-row">
                Drill it<span className="sr-only">: {spokenName(key)}</span>
              </DrillForm>
            </h3>
            {known ? (
              <Character figures={known} usual={usual} />
            ) : (
              <p className="text-sm text-dim">Not typed yet.</p>
            )}
          </div>
        );
      })}
    </section>
  );
}
