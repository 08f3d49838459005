/** Lets the visitor type the demo. Loaded by the first key, with the engine. */
import { PrefetchPageLinks } from "@remix-run/react";
import { useEffect, useReducer, useRef, useState } from "react";
import { fittingDifficulty } from "../../../contracts/fitting-difficulty.ts";
import { currentEngine } from "../../../engine/current.ts";
import { Announcer } from "../../../ui/field/screen-reader/announcer.ts";
import { LiveRegions } from "../../../ui/field/screen-reader/live-regions.ts";
import { rememberChoice } from "../../../ui/forms/remember-choice.ts";
import { useStarting } from "../../../ui/forms/starting.tsx";
import { DIFFICULTY_NAMES } from "../../../ui/text/enum-names.ts";
import { listenForKeys } from "../../shared/typing/keyboard.ts";
import { hasSoftKeyboard } from "../../shared/typing/soft-keyboard.ts";
import { DEMOS, planOf } from "./contents.ts";
import { DemoField, type Proposal } from "./demo-field.tsx";
import { isDemoKey } from "./demo-key.ts";
import { DemoRun } from "./demo-run.ts";
import type { OpenDemoProps } from "./props.ts";

/** Milliseconds for which a wrong key is shown. */
const WRONG_MS = 300;

export function OpenDemo(props: OpenDemoProps) {
  const { language, form, onFixed, input, early } = props;
  const starting = useStarting();
  const goOn = () =>
    starting || document.querySelector<HTMLFormElement>(`#${form}`)?.requestSubmit();
  const latest = useRef({ onFixed, goOn });
  latest.current = { onFixed, goOn };
  const box = useRef<HTMLDivElement>(null);
  const [run] = useState(() => new DemoRun(currentEngine, planOf(language, currentEngine.version)));
  const [proposal, setProposal] = useState<Proposal>();
  const [, draw] = useReducer((count: number) => count + 1, 0);

  useEffect(() => {
    const [polite, assertive] = box.current?.querySelectorAll<HTMLElement>("[aria-live]") ?? [];
    const typed = input.current;
    if (!polite || !assertive || !typed) return;
    const regions = new LiveRegions(polite, assertive);
    const announcer = new Announcer(currentEngine, (text, urgent) => regions.say(text, urgent));
    let timer: ReturnType<typeof setTimeout> | undefined;

    const finish = () => {
      const { wpm, accuracy = 1 } = run.view;
      const fitting = fittingDifficulty(wpm, accuracy);
      const start = latest.current.onFixed(fitting);
      rememberChoice("difficulty", fitting);
      setProposal({ fitting, start });
      const [fits, starts] = [DIFFICULTY_NAMES[fitting], DIFFICULTY_NAMES[start].toLowerCase()];
      regions.say(
        `Fixed. You typed ${Math.round(wpm)} words a minute: ${fits} fits. Enter goes on at ${starts}.`,
      );
    };
    const onKey = (key: string, pressedAt: number) => {
      const { isBegun, isTyping } = run;
      if (key === "Escape") typed.blur();
      else if (!isTyping && key === "Enter") latest.current.goOn();
      if (key === "Escape" || (!isTyping && (isBegun || key === "Enter"))) return;
      // Not before, because it would begin to talk.
      announcer.setAloud(true, run.state);
      for (const event of run.press(key, pressedAt)) {
        if (event.type !== "kill") announcer.announce(event, run.state);
      }
      if (run.view.points !== undefined) finish();
      draw();
      clearTimeout(timer);
      timer = setTimeout(() => {
        run.forgetWrong();
        draw();
      }, WRONG_MS);
    };

    // What a soft keyboard has typed meanwhile. On others it may be half of a character that a dead key composes.
    const soft = hasSoftKeyboard() ? typed.value : "";
    for (const character of soft) early.push([character, performance.now()]);
    const stopListening = listenForKeys(typed, typed, undefined, {
      onKey,
      onComposing: () => regions.say("Your input method is composing. Switch to direct input."),
      accepts: (event) => isDemoKey(event, typed, run.isTyping),
    });
    for (const [key, pressedAt] of early.splice(0)) onKey(key, pressedAt);
    return () => {
      clearTimeout(timer);
      stopListening();
      regions.destroy();
    };
  }, [run, input, early]);

  return (
    <div ref={box} className="demo-box">
      {/* Without a network a prefetch that fails would load the page again. */}
      {run.isBegun && navigator.onLine && <PrefetchPageLinks page="/play" />}
      <DemoField content={DEMOS[language]} view={run.view} proposal={proposal} form={form} />
    </div>
  );
}
