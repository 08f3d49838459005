/** The keyboard, coloured by speed or by errors. Each key shows its figures when it is chosen. */
import { type KeyboardEvent, useState } from "react";
import type { TypingStatistics } from "../../../contracts/practice.ts";
import { LEAST_PRESSES } from "../../../engine/keystrokes/losses.ts";
import { keyName, spokenName } from "../../../ui/keyboard/key-names.ts";
import { LayoutSelect } from "../../../ui/keyboard/layout-select.tsx";
import { findKey, LAYOUTS, type LayoutKey, typedKeys } from "../../../ui/keyboard/layouts.ts";
import { useKeyGrid } from "../../../ui/keyboard/use-key-grid.ts";
import { useLayout } from "../../../ui/keyboard/use-layout.ts";
import { percent, whole } from "../../../ui/text/format.ts";
import { Explained } from "../explained.tsx";
import {
  figureOf,
  figuresByKey,
  type KeyFigures,
  legendOf,
  MEASURES,
  type Measure,
  stepOf,
  type Usual,
  usualOf,
} from "./figures.ts";
import { KeyDetails } from "./key-details.tsx";
import { KeyTable } from "./key-table.tsx";
import { LostMs } from "./lost-ms.tsx";
import { useMeasure } from "./use-measure.ts";
import { WorstKeys } from "./worst-keys.tsx";

interface Shown {
  figures: ReadonlyMap<string, KeyFigures>;
  measure: Measure;
  usual: Usual;
}

/** Describes a character of a key for screen readers: `open brace 412 ms, 6.1% wrong`. */
function describe(key: string, figures: KeyFigures | undefined): string {
  if (!figures) return `${spokenName(key)} not typed yet`;
  const { mean_ms, error_percentage, isEstimate } = figures;
  const time = mean_ms === null ? "no time" : `${whole(mean_ms)} ms`;
  const doubt = isEstimate ? ", estimated" : "";
  return `${spokenName(key)} ${time}, ${percent(error_percentage)} wrong${doubt}`;
}

function Half({ character, figures, measure, usual }: Shown & { character: string }) {
  const known = figures.get(character);
  return (
    <span
      className="heat-half"
      data-step={stepOf(known, measure, usual)}
      data-estimate={known?.isEstimate ? "" : undefined}
    >
      <span className="heat-sign" aria-hidden="true">
        {keyName(character)}
      </span>
      <span className="heat-figure" aria-hidden="true">
        {figureOf(known, measure)}
      </span>
      <span className="sr-only">{describe(character, known)}; </span>
    </span>
  );
}

interface CapProps extends Shown {
  cap: LayoutKey;
  isChosen: boolean;
  isTabStop: boolean;
  onChoose(): void;
  onFocus(): void;
}

function HeatCap({ cap, isChosen, isTabStop, onChoose, onFocus, ...shown }: CapProps) {
  const characters = typedKeys(cap);
  return (
    <button
      type="button"
      className="heat-cap"
      data-code={cap.code}
      tabIndex={isTabStop ? 0 : -1}
      aria-pressed={isChosen}
      aria-disabled={characters.length === 0}
      aria-label={characters.length === 0 ? "no key" : undefined}
      onFocus={onFocus}
      onClick={() => characters.length > 0 && onChoose()}
    >
      {/* What is typed with Shift or AltGr stands above. */}
      {characters
        .slice(1)
        .concat(characters.slice(0, 1))
        .map((character) => (
          <Half key={character} character={character} {...shown} />
        ))}
    </button>
  );
}

const MEASURE_NAMES: Record<Measure, string> = { speed: "Speed", errors: "Errors" };

interface MeasureChoiceProps {
  measure: Measure;
  onChoose(measure: Measure): void;
}

function MeasureChoice({ measure, onChoose }: MeasureChoiceProps) {
  return (
    <fieldset className="flex gap-2">
      <legend className="sr-only">Coloured by</legend>
      {MEASURES.map((one) => (
        <label key={one} className="chip">
          <input
            type="radio"
            className="sr-only"
            name="measure"
            checked={one === measure}
            onChange={() => onChoose(one)}
          />
          {MEASURE_NAMES[one]}
        </label>
      ))}
    </fieldset>
  );
}

function Legend({ measure, usual }: Pick<Shown, "measure" | "usual">) {
  return (
    <ul className="heat-legend">
      {legendOf(measure, usual).map((text, index) => (
        <li key={text}>
          <span className="heat-half" data-step={index + 1} aria-hidden="true" />
          {text}
        </li>
      ))}
      <li>
        <span className="heat-half" data-step="3" data-estimate="" aria-hidden="true" />
        hatched and paler: an estimate, under {LEAST_PRESSES} presses
      </li>
    </ul>
  );
}

export function HeatKeyboard({ statistics }: { statistics: TypingStatistics }) {
  const { language, keys, weak_keys } = statistics;
  const [layout, setLayout] = useLayout();
  const [measure, setMeasure] = useMeasure();
  /** A character: each layout has another key for it. */
  const [chosen, setChosen] = useState(weak_keys[0] ?? keys[0]?.key ?? " ");
  const rows = LAYOUTS[layout];
  const grid = useKeyGrid(rows);
  const shown = { figures: figuresByKey(statistics), measure, usual: usualOf(statistics) };
  const chosenCap = findKey(layout, chosen);

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, altKey, metaKey } = event;
    if (grid.onArrow(event)) return;
    // Space and Enter press the focused key. AltGr comes as Ctrl and Alt.
    if (metaKey || ctrlKey !== altKey || !/^[\x21-\x7e]$/.test(key)) return;
    const pressed = findKey(layout, key);
    if (!pressed) return;
    event.preventDefault();
    setChosen(key);
    const row = rows.findIndex((caps) => caps.includes(pressed));
    grid.focus(row, rows[row]?.indexOf(pressed) ?? 0);
  };

  return (
    <section aria-labelledby="keys" className="insights-keys">
      <div className="insights-head">
        <h2 id="keys">Key by key</h2>
        <MeasureChoice measure={measure} onChoose={setMeasure} />
      </div>
      <WorstKeys language={language} figures={shown.figures.values()} />
      <div className="heat-columns">
        <figure className="keyboard heat-board">
          <figcaption className="heat-caption">
            <span>
              {measure === "speed"
                ? `Milliseconds a press, beside your usual ${whole(shown.usual.ms)} ms`
                : `Percent of tries that went wrong, beside your usual ${percent(shown.usual.error_percentage)}`}
            </span>
            <LayoutSelect layout={layout} onChoose={setLayout} />
          </figcaption>
          <div
            ref={grid.ref}
            className="keyboard-rows"
            role="toolbar"
            aria-label="Keyboard: arrow keys move, Enter shows the figures, or press the key itself"
            translate="no"
            onKeyDown={onKeyDown}
          >
            {rows.map((caps, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the keyboard
              <div key={row} className="keyboard-row">
                {caps.map((cap, column) => (
                  <HeatCap
                    key={cap.code}
                    {...shown}
                    cap={cap}
                    isChosen={cap === chosenCap}
                    isTabStop={grid.isTabStop(row, column)}
                    onChoose={() => setChosen(typedKeys(cap)[0] ?? " ")}
                    onFocus={() => grid.moveTo(row, column)}
                  />
                ))}
              </div>
            ))}
          </div>
          <Legend measure={measure} usual={shown.usual} />
        </figure>
        <KeyDetails
          language={language}
          characters={chosenCap ? typedKeys(chosenCap) : [chosen]}
          figures={shown.figures}
          usual={shown.usual}
        />
      </div>
      <div className="insights-more">
        <LostMs statistics={statistics} />
        <Explained title="What “your usual” is">
          The mean over all that you have typed in this language: of the time of your timed presses,{" "}
          {whole(shown.usual.ms)} ms, and of your tries that went wrong,{" "}
          {percent(shown.usual.error_percentage)}. A press is timed right after another right key,
          20 to 2,000 ms later.
        </Explained>
        <KeyTable figures={[...shown.figures.values()]} />
      </div>
    </section>
  );
}
