/** A drill while it is typed: the figures above, the sheet, and the keys below. */
import {
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from "react";
import type { Controls } from "../../contracts/settings.ts";
import { MAX_KEYS_PER_SECOND } from "../../engine/limits.ts";
import { LiveRegions } from "../../ui/field/screen-reader/live-regions.ts";
import { spokenName } from "../../ui/keyboard/key-names.ts";
import { listenForKeys } from "../shared/typing/keyboard.ts";
import { hasSoftKeyboard } from "../shared/typing/soft-keyboard.ts";
import { fitVisibleViewport } from "../shared/typing/visible-viewport.ts";
import { DrillFoot } from "./drill-foot.tsx";
import { DrillHud } from "./drill-hud.tsx";
import { titleOf } from "./drill-kind.ts";
import { DrillRun } from "./drill-run.ts";
import type { DrillTask } from "./drill-task.ts";
import { Sheet } from "./sheet.tsx";
import { sheetParts } from "./sheet-lines.ts";

/** Milliseconds for which a wrong key is shown. */
const WRONG_MS = 300;
/** The line that is typed stands at this share of the sheet's height. */
const CARET_HEIGHT = 0.36;

interface DrillProps {
  task: DrillTask;
  /** Takes the keys, and keeps the soft keyboard open from the form on. */
  soft: RefObject<HTMLInputElement>;
  restartKey: Controls["restart_key"];
  /** What is said of this drill until something else is; empty for nothing. */
  note: string;
  onDone(run: DrillRun): void;
  onLeave(): void;
}

/** Scrolls the sheet so that the line with the caret is in its upper middle. */
function followCaret(sheet: HTMLElement): void {
  const line = sheet.querySelector("[data-due]");
  if (!line) return;
  const wanted = sheet.getBoundingClientRect().top + sheet.clientHeight * CARET_HEIGHT;
  sheet.scrollTop += line.getBoundingClientRect().top - wanted;
}

export function Drill({ task, soft, restartKey, note, onDone, onLeave }: DrillProps) {
  const [run] = useState(
    () =>
      new DrillRun(
        task.parts.map(({ text }) => text),
        task.startedAt,
      ),
  );
  const parts = useMemo(() => sheetParts(task.parts, task.highlights, run.keys), [task, run]);
  const lines = useMemo(() => parts.flatMap((part) => part.lines), [parts]);
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const [wrong, setWrong] = useState<string>();
  const [hint, setHint] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const latest = useRef({ onDone, onLeave });
  latest.current = { onDone, onLeave };
  const restart = useRef(() => {});

  const due = lines.findIndex(({ from, to }) => run.next >= from && run.next < to);

  useEffect(() => {
    const typed = soft.current;
    const frame = box.current;
    const [polite, assertive] = frame?.querySelectorAll<HTMLElement>("[aria-live]") ?? [];
    if (!typed || !frame || !polite || !assertive) return;
    const regions = new LiveRegions(polite, assertive);
    const lineOf = (key: number) => lines.find(({ from, to }) => key >= from && key < to);
    const readLine = () => {
      const line = lineOf(run.next);
      if (line?.from !== run.next) return;
      const code = line.cells.map(({ text }) => text).join("");
      regions.say(`Line ${line.number}: ${code.trim()}`);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKey = (key: string, pressedAt: number) => {
      if (key === "Escape") return latest.current.onLeave();
      const pressed = run.press(key, pressedAt, performance.now());
      if (pressed === "done") return latest.current.onDone(run);
      if (pressed === "dropped" && run.isBegun && key.length === 1)
        setHint(`Keys beyond ${MAX_KEYS_PER_SECOND} a second are dropped.`);
      clearTimeout(timer);
      setWrong(pressed === "miss" ? key : undefined);
      if (pressed === "miss") {
        timer = setTimeout(() => setWrong(undefined), WRONG_MS);
        regions.say(`Due: ${spokenName(run.keys[run.next]?.key ?? "")}`, true);
      } else readLine();
      draw();
    };
    restart.current = () => {
      run.restart();
      setWrong(undefined);
      setHint("From the top.");
      readLine();
      draw();
      typed.focus({ preventScroll: true });
    };
    const stopListening = listenForKeys(typed, typed, undefined, {
      onKey,
      due: () => run.keys[run.next]?.key ?? "",
      onComposing: () => setHint("Your input method is composing. Switch to direct input."),
      onCapsLock: (on) => setHint(on ? "Caps Lock is on." : ""),
    });
    const onCommand = (event: KeyboardEvent) => {
      if (event.key !== restartKey || event.repeat) return;
      event.preventDefault();
      restart.current();
    };
    window.addEventListener("keydown", onCommand);
    const stopFitting = fitVisibleViewport(frame);
    document.body.toggleAttribute("data-drilling", true);
    typed.focus({ preventScroll: true });
    readLine();
    return () => {
      clearTimeout(timer);
      stopListening();
      stopFitting();
      regions.destroy();
      window.removeEventListener("keydown", onCommand);
      document.body.removeAttribute("data-drilling");
    };
  }, [run, lines, soft, restartKey]);

  // Once a second for the WPM, which falls while nothing is typed.
  useEffect(() => {
    const ticker = setInterval(draw, 1_000);
    return () => clearInterval(ticker);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another line has the caret
  useLayoutEffect(() => {
    if (sheet.current) followCaret(sheet.current);
  }, [due]);

  const focus = () => soft.current?.focus({ preventScroll: true });
  const { language, targets, unstored } = task;
  return (
    <div
      ref={box}
      className="drill"
      data-testid="drill"
      data-next-key={run.keys[run.next]?.key}
      data-wrong={wrong === undefined ? undefined : ""}
    >
      <DrillHud {...{ run, language, targets }} title={titleOf(task)} />
      {/* A click gives the focus back to the input; keys are read wherever it is. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <section
        ref={sheet}
        className="drill-sheet"
        aria-label="The code to type"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys scroll it
        tabIndex={0}
        onMouseDown={(event) => event.preventDefault()}
        onClick={focus}
      >
        <div className="drill-paper">
          <Sheet {...{ parts, language, next: run.next, missed: run.missed, wrong }} />
        </div>
      </section>
      <DrillFoot
        {...{ restartKey, unstored, soft }}
        hint={hint || note}
        isTouch={hasSoftKeyboard}
        onRestart={() => restart.current()}
        onLeave={onLeave}
      />
      <p className="sr-only" aria-live="polite" />
      <p className="sr-only" aria-live="assertive" />
    </div>
  );
}
