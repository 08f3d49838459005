/** Starts drills at the server, and fetches the next one ahead, so that it begins with a key. */
import { useFetcher } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { DrillStartRequest } from "../../contracts/practice.ts";
import { isServerBack } from "../../ui/layout/network-errors.ts";
import { isKeptPage } from "../../ui/offline/kept-page.ts";
import { type DrillChoice, fieldsOf } from "./choice.ts";
import { type DrillTask, type ServedDrill, servedTask } from "./drill-task.ts";
import { textTask } from "./text-of-the-moment.ts";

/** What the action answers: the drill and what was asked for, or why there is none. */
export interface StartAnswer {
  drill?: ServedDrill | undefined;
  request?: DrillStartRequest | undefined;
  problem?: string | undefined;
}

const identityOf = (choice: DrillChoice) => JSON.stringify(fieldsOf(choice));

/**
 * @param answer what a form of another page has started
 * @param onTask is called with each drill that was asked for
 */
export function useDrills(
  answer: StartAnswer | undefined,
  onTask: (task: DrillTask, choice: DrillChoice) => void,
) {
  const fetcher = useFetcher<StartAnswer>();
  const [problem, setProblem] = useState(answer?.problem);
  const [starting, setStarting] = useState(false);
  /** The drill that is on its way: of which choice, and whether it begins when it arrives. */
  const asked = useRef<{ choice: DrillChoice; begins: boolean }>();
  const ready = useRef<{ identity: string; task: DrillTask }>();
  const answered = useRef<StartAnswer>();
  const latest = useRef(onTask);
  latest.current = onTask;

  const { submit } = fetcher;
  const ask = useCallback(
    (choice: DrillChoice, begins: boolean) => {
      asked.current = { choice, begins };
      submit(fieldsOf(choice), { method: "post", action: "/practice" });
    },
    [submit],
  );

  const { data, state } = fetcher;
  useEffect(() => {
    if (state !== "idle" || !data || data === answered.current || !asked.current) return;
    answered.current = data;
    const { choice, begins } = asked.current;
    asked.current = undefined;
    if (data.drill) {
      const task = servedTask(data.drill, performance.now());
      if (begins) latest.current(task, choice);
      else ready.current = { identity: identityOf(choice), task };
    } else if (begins) setProblem(data.problem);
    setStarting(false);
  }, [data, state]);

  const start = useCallback(
    async (choice: DrillChoice) => {
      setProblem(undefined);
      if (choice.kind === "text") {
        const made = textTask(choice.text, choice.language, performance.now());
        if ("problem" in made) setProblem(made.problem);
        else latest.current(made, choice);
        return;
      }
      if (choice.kind === "keys" && choice.keys.length === 0) {
        setProblem("Pick at least one key");
        return;
      }
      const identity = identityOf(choice);
      const found = ready.current?.identity === identity ? ready.current.task : undefined;
      ready.current = undefined;
      // One that was made without the network is made again: the server may be there by now.
      if (found && found.unstored !== "offline") return latest.current(found, choice);
      setStarting(true);
      if (isKeptPage() && (await isServerBack())) {
        return location.assign(`/practice?${new URLSearchParams(fieldsOf(choice))}`);
      }
      const { current } = asked;
      if (current && identityOf(current.choice) === identity) current.begins = true;
      else ask(choice, true);
    },
    [ask],
  );

  const prefetch = useCallback(
    (choice: DrillChoice) => {
      if (choice.kind !== "text" && !ready.current && !asked.current) ask(choice, false);
    },
    [ask],
  );
  return { start, prefetch, starting, problem };
}
