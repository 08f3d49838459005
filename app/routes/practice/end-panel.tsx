/** The end of a drill: what to do next, the figures, what got better, and what was hit instead of what. */
import { Link } from "@remix-run/react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Controls } from "../../contracts/settings.ts";
import { drillMs } from "../../engine/drills/figures.ts";
import { KeyHint } from "../../ui/forms/key-hint.tsx";
import { submitOnce } from "../../ui/forms/submit-once.ts";
import { SETTLE, useEnter } from "../../ui/forms/use-enter.ts";
import { keyName, spokenName } from "../../ui/keyboard/key-names.ts";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { clock, oneDecimal, percent, whole } from "../../ui/text/format.ts";
import type { ComparedFigures } from "./comparison.ts";
import { DeliveryStatus } from "./delivery-status.tsx";
import type { DrillDelivery } from "./drill-delivery.ts";
import type { DrillRun } from "./drill-run.ts";
import type { DrillTask } from "./drill-task.ts";
import { Confusions, WhatGotBetter } from "./end-sections.tsx";
import { Figures } from "./figures.tsx";
import { Sheet } from "./sheet.tsx";
import { sheetParts } from "./sheet-lines.ts";
import { adviceOf } from "./what-next.ts";

export interface EndPanelProps {
  task: DrillTask;
  run: DrillRun;
  viewer: string | null;
  /** The figures of the drills before, the newest first. */
  before: readonly ComparedFigures[];
  /** Undefined for a drill that is not stored. */
  delivery: DrillDelivery | undefined;
  restartKey: Controls["restart_key"];
  /** What Enter starts; undefined for the same text once more. */
  next: string | undefined;
  starting: boolean;
  problem: string | undefined;
  onNext(): void;
  onAgain(): void;
  onDrillKey(key: string): void;
  onChange(): void;
}

/** Calls the handler of a key of the whole page. */
function useKeys(handlers: Record<string, () => void>) {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, repeat, ctrlKey, altKey, metaKey } = event;
      const handler = latest.current[key];
      if (!handler || repeat || ctrlKey || altKey || metaKey) return;
      event.preventDefault();
      handler();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

export function EndPanel(props: EndPanelProps) {
  const { task, run, viewer, before, delivery, restartKey, next, starting, problem } = props;
  const { onNext, onAgain, onDrillKey, onChange } = props;
  const guest = viewer === null;
  const { presses, keys, endedAt } = run;
  const figures = useMemo(() => run.figures(), [run]);
  const parts = useMemo(() => sheetParts(task.parts, task.highlights, keys), [task, keys]);
  const advice = useMemo(
    () => adviceOf(presses, figures.accuracy_percentage, task.targets, guest),
    [presses, figures, task, guest],
  );
  const title = useRef<HTMLHeadingElement>(null);
  const [spoken, setSpoken] = useState("");
  useEnter(() => starting || onNext(), SETTLE);
  useKeys({ [restartKey]: onAgain, Escape: onChange });
  useEffect(() => {
    window.scrollTo(0, 0);
    title.current?.focus({ preventScroll: true });
    const { words_per_minute, accuracy_percentage } = figures;
    const name = advice.key === undefined ? "" : `${spokenName(advice.key)} `;
    setSpoken(
      `${oneDecimal(words_per_minute)} words a minute, ${percent(accuracy_percentage)} accurate. ${name}${advice.text}`,
    );
  }, [figures, advice]);

  const language = LANGUAGE_NAMES[task.language];
  const time = clock(drillMs(presses, endedAt));
  return (
    <div className="drill-end">
      <div className="grid gap-2">
        <h1 ref={title} tabIndex={-1}>
          Typed<span className="text-amber">.</span>
        </h1>
        <p className="drill-end-line">
          {language}
          {task.targets.length > 0 && <> · {task.targets.map(keyName).join(" ")}</>} ·{" "}
          {whole(keys.length)} keys in {time}
        </p>
      </div>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <Figures run={run} />
      <section className="drill-next" aria-labelledby="next-title">
        <h2 id="next-title">What next</h2>
        <p className="drill-advice">
          {advice.key !== undefined && <kbd translate="no">{keyName(advice.key)}</kbd>}{" "}
          {advice.text}
        </p>
        {problem && (
          <p role="alert" className="notice">
            {problem}
          </p>
        )}
        <div className="drill-actions">
          <button
            type="button"
            className="button button-primary"
            aria-keyshortcuts="Enter"
            {...submitOnce(starting)}
            onClick={() => starting || onNext()}
          >
            <span>
              {starting ? "Starting…" : next === undefined ? "Type it again" : "Next drill"}
              {next !== undefined && <span className="sr-only">: {next}</span>}
            </span>{" "}
            <KeyHint>Enter</KeyHint>
          </button>
          {advice.key !== undefined && !guest && (
            <button
              type="button"
              className="button"
              onClick={() => advice.key !== undefined && onDrillKey(advice.key)}
            >
              <span>
                Drill{" "}
                <code className="text-amber" translate="no">
                  {keyName(advice.key)}
                </code>
              </span>
            </button>
          )}
          {guest && (
            <Link to="/register?to=/practice" className="button">
              Create account
            </Link>
          )}
          {next !== undefined && (
            <button
              type="button"
              className="button"
              aria-keyshortcuts={restartKey === "none" ? undefined : restartKey}
              onClick={onAgain}
            >
              Same text again {restartKey !== "none" && <KeyHint>{restartKey}</KeyHint>}
            </button>
          )}
          <button
            type="button"
            className="button button-quiet"
            aria-keyshortcuts="Escape"
            onClick={onChange}
          >
            Change <KeyHint>Esc</KeyHint>
          </button>
        </div>
        <DeliveryStatus delivery={delivery} unstored={task.unstored} />
      </section>
      <div className="drill-end-columns">
        <WhatGotBetter figures={figures} before={before} language={language} guest={guest} />
        <Confusions errors={figures.errors} keys={presses.length} />
      </div>
      <section aria-labelledby="where-title" className="grid gap-3">
        <h2 id="where-title">Where errors fell</h2>
        <div className="drill-where">
          <div className="drill-paper">
            <Sheet {...{ parts, language: task.language, next: keys.length, missed: run.missed }} />
          </div>
        </div>
      </section>
    </div>
  );
}
