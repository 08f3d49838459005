/** The page of drills: the form, the drill that is typed, and its end. */
import { type RefObject, useCallback, useState } from "react";
import type { TypingStatistics } from "../../contracts/practice.ts";
import type { Controls } from "../../contracts/settings.ts";
import type { Language } from "../../engine/plan.ts";
import { rememberChoice } from "../../ui/forms/remember-choice.ts";
import type { DrillChoice } from "./choice.ts";
import { COMPARED_DRILLS, type ComparedFigures } from "./comparison.ts";
import { Drill } from "./drill.tsx";
import { useDrillDelivery } from "./drill-delivery.ts";
import { isComparable, titleOf } from "./drill-kind.ts";
import type { DrillRun } from "./drill-run.ts";
import { type DrillTask, FALLBACK, isFallback, repeated, servedTask } from "./drill-task.ts";
import { EndPanel } from "./end-panel.tsx";
import { nextDrills } from "./next-drill.ts";
import { PracticeNav } from "./practice-nav.tsx";
import { Setup } from "./setup.tsx";
import { useAdviceBasis } from "./typing-statistics.ts";
import { useCategories } from "./use-categories.ts";
import { type StartAnswer, useDrills } from "./use-drills.ts";
import { usePastDrills } from "./use-past-drills.ts";
import { adviceOf } from "./what-next.ts";

type Phase =
  | { name: "setup" }
  | { name: "typing"; task: DrillTask }
  | { name: "ended"; task: DrillTask; run: DrillRun };

interface PracticeProps {
  viewer: string | null;
  first: DrillChoice;
  controls: Controls;
  soft: RefObject<HTMLInputElement>;
  /** What a form of another page has started. */
  answer: StartAnswer | undefined;
}

/** The drills of this visit, for guests: the newest first. */
type Visit = { id: string; language: Language; figures: ComparedFigures }[];

export function Practice({ viewer, first, controls, soft, answer }: PracticeProps) {
  // The form shows a difficulty, so what it starts is of that.
  const [choice, setChoice] = useState({ ...first, any_code: false });
  /** What was started last: Enter starts it again. */
  const [started, setStarted] = useState(first);
  const [phase, setPhase] = useState<Phase>(() =>
    answer?.drill
      ? { name: "typing", task: servedTask(answer.drill, performance.now()) }
      : { name: "setup" },
  );
  const [visit, setVisit] = useState<Visit>([]);
  const { deliveries, send } = useDrillDelivery(viewer);
  const guest = viewer === null;
  const task = phase.name === "setup" ? undefined : phase.task;
  const { decided, decide, wait, learn } = useAdviceBasis();
  const adviceFor = (
    { targets }: DrillTask,
    { presses, figures }: Pick<DrillRun, "presses"> & { figures: ComparedFigures },
    statistics: TypingStatistics | null,
  ) =>
    adviceOf(
      { presses, accuracy: figures.accuracy_percentage, kind: started.kind, targets },
      { guest, statistics: statistics ?? undefined },
    );
  // Asked for with each drill, so that the list ends before it.
  const past = usePastDrills(viewer, task?.language ?? choice.language, task?.id ?? "setup");

  const type = useCallback((task: DrillTask) => setPhase({ name: "typing", task }), []);
  const begin = useCallback(
    (task: DrillTask, wanted: DrillChoice) => {
      // An own text has a language of its own.
      const title = titleOf(task);
      const chosen = { ...wanted, language: task.language, ...(title && { text_title: title }) };
      rememberChoice("language", chosen.language);
      setStarted(chosen);
      setChoice({ ...chosen, any_code: false });
      type(task);
    },
    [type],
  );
  const { start, prefetch, starting, problem } = useDrills(answer, begin);

  const categories = useCategories(choice.language, choice.difficulty);
  const change = (changes: Partial<DrillChoice>) => setChoice({ ...choice, ...changes });
  const again = (ended: DrillTask) => type(repeated(ended, performance.now()));
  const finish = async (run: DrillRun) => {
    if (!task) return;
    const { id, language } = task;
    const figures = run.figures();
    const isCounted = viewer !== null && task.session !== null;
    if (isCounted) wait(id);
    else decide(id, null);
    setPhase({ name: "ended", task, run });
    const delivered = await send(task, run);
    if (task.unstored === "guest" || task.unstored === "offline")
      setVisit((all) => [{ id, language, figures }, ...all]);
    if (isCounted && delivered?.state !== "stored") return;
    const basis = isCounted ? await learn(id, language) : null;
    const { keys } = adviceFor(task, { presses: run.presses, figures }, basis);
    const ended = { choice: started, targets: task.targets, title: titleOf(task) };
    prefetch(nextDrills(ended, guest ? [] : keys).first.choice);
  };

  const toSetup = () => {
    setPhase({ name: "setup" });
    window.scrollTo(0, 0);
  };

  if (phase.name === "typing") {
    return (
      <Drill
        key={phase.task.id}
        task={phase.task}
        soft={soft}
        restartKey={controls.restart_key}
        note={isFallback(started, phase.task) ? FALLBACK : ""}
        onDone={finish}
        onLeave={toSetup}
      />
    );
  }
  if (phase.name === "ended") {
    const { run } = phase;
    const ended = phase.task;
    const basis = decided[ended.id];
    const visited = visit.filter(
      ({ id, language }) => id !== ended.id && language === ended.language,
    );
    const comparable = past.filter((one) => isComparable(one, ended)).slice(0, COMPARED_DRILLS);
    const own = visited.slice(0, COMPARED_DRILLS).map(({ figures }) => figures);
    return (
      <div className="column practice-page">
        <PracticeNav />
        <EndPanel
          key={ended.id}
          {...{ task: ended, run, viewer, started, starting, problem }}
          before={guest ? own : comparable}
          advice={
            basis === undefined
              ? undefined
              : adviceFor(ended, { presses: run.presses, figures: run.figures() }, basis)
          }
          delivery={deliveries[ended.id]}
          restartKey={controls.restart_key}
          onStart={start}
          onAgain={() => again(ended)}
          onChange={toSetup}
        />
      </div>
    );
  }
  return (
    <>
      <div className="column practice-page practice-top">
        <PracticeNav />
      </div>
      <Setup
        {...{ viewer, choice, soft, starting, problem, past }}
        categories={categories}
        onChange={change}
        onStart={() => start(choice)}
      />
    </>
  );
}
