/** The keys that cost most, with their figures: for narrow windows, where the keys of the map have no room for any. */
import type { Language } from "../../../engine/plan.ts";
import { DrillRowForm } from "../../../ui/forms/drill-form.tsx";
import { KeyName } from "../../../ui/keyboard/key-name.tsx";
import { orUnknown, percent, whole } from "../../../ui/text/format.ts";
import { costly, type KeyFigures } from "./figures.ts";

const MOST = 5;

interface Props {
  language: Language;
  /** The costliest first. */
  figures: Iterable<KeyFigures>;
}

export function WorstKeys({ language, figures }: Props) {
  const worst = costly(figures).slice(0, MOST);
  if (worst.length === 0) return null;
  return (
    <ul className="worst-keys" aria-label="The keys that cost most">
      {worst.map(({ key, mean_ms, error_percentage, isEstimate }) => (
        <li key={key} data-estimate={isEstimate ? "" : undefined}>
          <KeyName keys={key} />
          <span>{orUnknown(mean_ms, (ms) => `${whole(ms)} ms`)}</span>
          <span>{percent(error_percentage)} wrong</span>
          <DrillRowForm language={language} keys={[key]} />
        </li>
      ))}
    </ul>
  );
}
