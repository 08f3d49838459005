/** The end of a drill: what to do next, the figures, what got better, and what was hit instead of what. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Controls } from "../../contracts/settings.ts";
import { drillMs } from "../../engine/drills/figures.ts";
import { SETTLE, useEnter } from "../../ui/forms/use-enter.ts";
import { keyName, spokenName } from "../../ui/keyboard/key-names.ts";
import { registerServiceWorker } from "../../ui/offline/service-worker.ts";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { clock, oneDecimal, percent, whole } from "../../ui/text/format.ts";
import type { DrillChoice } from "./choice.ts";
import type { ComparedFigures } from "./comparison.ts";
import { DeliveryStatus } from "./delivery-status.tsx";
import type { DrillDelivery } from "./drill-delivery.ts";
import { titleOf } from "./drill-kind.ts";
import type { DrillRun } from "./drill-run.ts";
import { type DrillTask, FALLBACK, isFallback } from "./drill-task.ts";
import { EndActions } from "./end-actions.tsx";
import { Confusions, WhatGotBetter } from "./end-sections.tsx";
import { Explained } from "./explained.tsx";
import { Figures } from "./figures.tsx";
import { type NextDrill, nextDrills } from "./next-drill.ts";
import { Sheet } from "./sheet.tsx";
import { sheetParts } from "./sheet-lines.ts";
import type { Advice } from "./what-next.ts";

export interface EndPanelProps {
  task: DrillTask;
  run: DrillRun;
  viewer: string | null;
  /** The figures of the drills before, the newest first. */
  before: readonly ComparedFigures[];
  /** Undefined for a drill that is not stored. */
  delivery: DrillDelivery | undefined;
  restartKey: Controls["restart_key"];
  /** What was asked for. */
  started: DrillChoice;
  /** Undefined while it is not known yet. */
  advice: Advice | undefined;
  starting: boolean;
  problem: string | undefined;
  onStart(choice: DrillChoice): void;
  /** The same text once more. */
  onAgain(): void;
  onChange(): void;
}

const isSameText = ({ choice: { kind } }: NextDrill) => kind === "own" || kind === "text";

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

function AdviceText({ keys, kind, text }: Advice) {
  return (
    <>
      {kind}
      {keys.map((key) => (
        <kbd key={key} translate="no" className={kind && "ml-1.5"}>
          {keyName(key)}
        </kbd>
      ))}{" "}
      {text}
    </>
  );
}

export function EndPanel(props: EndPanelProps) {
  const { task, run, viewer, before, delivery, restartKey, started, advice } = props;
  const { starting, problem, onChange } = props;
  const guest = viewer === null;
  const { presses, keys, endedAt } = run;
  const figures = useMemo(() => run.figures(), [run]);
  const parts = useMemo(() => sheetParts(task.parts, task.highlights, keys), [task, keys]);
  const textTitle = titleOf(task);
  const ended = { choice: started, targets: task.targets, title: textTitle };
  const { first, other } = nextDrills(ended, guest || !advice ? [] : advice.keys);
  // A text that is typed again anyway needs no button for it.
  const offersAgain = [first, other].some((one) => one && isSameText(one));
  const hasAgain = !offersAgain;
  const onStart = (next: NextDrill) =>
    next.choice.kind === "text" ? props.onAgain() : props.onStart(next.choice);
  const onAgain = () => (started.kind === "own" ? props.onStart(started) : props.onAgain());
  const title = useRef<HTMLHeadingElement>(null);
  const [spoken, setSpoken] = useState("");
  useEnter(({ shiftKey }) => {
    if (!starting) onStart((shiftKey && other) || first);
  }, SETTLE);
  useEffect(registerServiceWorker, []);
  useKeys({ [restartKey]: onAgain, Escape: onChange });
  useEffect(() => {
    window.scrollTo(0, 0);
    title.current?.focus({ preventScroll: true });
    const { words_per_minute, accuracy_percentage } = figures;
    if (!advice) return;
    const { keys: advised, kind, text } = advice;
    const name = kind ?? advised.map(spokenName).join(", ");
    setSpoken(
      `${oneDecimal(words_per_minute)} words a minute, ${percent(accuracy_percentage)} accurate. ${name ? `${name} ` : ""}${text}`,
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
          {textTitle !== undefined && <> · {textTitle}</>}
          {task.targets.length > 0 && <> · {task.targets.map(keyName).join(" ")}</>} ·{" "}
          {whole(keys.length)} keys in {time}
        </p>
        {isFallback(started, task) && <p className="text-sm text-dim">{FALLBACK}</p>}
      </div>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <Figures run={run} />
      <section className="drill-next" aria-labelledby="next-title">
        <h2 id="next-title">What next</h2>
        <p className="drill-advice">
          {advice ? <AdviceText {...advice} /> : "Looking at all that is known of your keys…"}
        </p>
        {advice && advice.keys.length > 0 && (
          <Explained title="What these figures are">
            Milliseconds are the mean time of a press right after another right key, 20 to 2,000 ms
            later; your usual is that of all keys. Wrong is of all tries of the key. What came less
            than three times, or went wrong once, is not compared.
          </Explained>
        )}
        {problem && (
          <p role="alert" className="notice">
            {problem}
          </p>
        )}
        <EndActions
          guest={guest && task.unstored !== "offline"}
          {...{ starting, restartKey, first, other, hasAgain, onStart, onAgain, onChange }}
        />
        <DeliveryStatus delivery={delivery} unstored={task.unstored} />
      </section>
      <div className="drill-end-columns">
        <WhatGotBetter {...{ task, presses, figures, before, language, guest }} />
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
