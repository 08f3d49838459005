/**
 * The field of the demo, as the server draws it first and `open-demo.tsx` after each key. It is no part of the start page's
 * own script.
 */
import type { Difficulty } from "../../../engine/plan.ts";
import { BugGlyph } from "../../../ui/bug-glyphs/bug-glyph.tsx";
import { BranchIcon } from "../../../ui/field/branch-icon.tsx";
import { KeyHint } from "../../../ui/forms/key-hint.tsx";
import { DIFFICULTY_NAMES } from "../../../ui/text/enum-names.ts";
import { whole } from "../../../ui/text/format.ts";
import { type CodeLine, linesOf } from "./code-pieces.ts";
import type { DemoContent } from "./contents.ts";
import { type DemoView, FIRST_VIEW } from "./demo-run.ts";

/** The difficulties after the fix: the one that fits what the visitor typed, and the one that Enter starts. */
export interface Proposal {
  fitting: Difficulty;
  start: Difficulty;
}

interface Props {
  content: DemoContent;
  view?: DemoView;
  proposal?: Proposal | undefined;
  /** The id of the form that starts a run. */
  form: string;
}

const LANES = [1, 2, 3, 4, 5];
const percent = (share: number) => `${share === 1 ? 100 : (share * 100).toFixed(1)}%`;
const nameOf = (difficulty: Difficulty) => DIFFICULTY_NAMES[difficulty];

function Reading({ label, value }: { label: string; value: string }) {
  return (
    <span className="demo-reading">
      {label} <b>{value}</b>
    </span>
  );
}

function Head({ view }: { view: DemoView }) {
  const { wpm, accuracy, score } = view;
  return (
    <div className="demo-head">
      <span className="demo-branch">
        <BranchIcon /> main
      </span>
      <span className="demo-uptime">
        Uptime <i /> <b>100%</b>
      </span>
      <Reading label="WPM" value={wpm > 0 ? whole(wpm) : "–"} />
      <Reading label="Accuracy" value={accuracy === undefined ? "–" : percent(accuracy)} />
      <Reading label="Score" value={whole(score)} />
    </div>
  );
}

function EnterSign({ look }: { look: string }) {
  return (
    <svg className={`demo-enter demo-${look}`} viewBox="0 0 12 12" aria-hidden="true">
      <path d="M10 1.5V7H2.5M5.5 4l-3 3 3 3" />
    </svg>
  );
}

const WRONG_NAMES: Record<string, string> = { " ": "Space" };

/** The wrong key, struck through beside the caret. */
function Wrong({ pressed }: { pressed: string | undefined }) {
  return pressed === undefined ? null : (
    <s className="demo-wrong">{WRONG_NAMES[pressed] ?? pressed}</s>
  );
}

function Line({ line, wrong }: { line: CodeLine; wrong: string | undefined }) {
  const { pieces, end } = line;
  return (
    <span className="demo-line">
      {pieces.map(({ look, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the line
        <span key={index} className={`demo-${look}`}>
          {text}
          {look === "caret" && <Wrong pressed={wrong} />}
        </span>
      ))}
      {end && (
        <span className="demo-end">
          <EnterSign look={end} />
          {end === "caret" && <Wrong pressed={wrong} />}
        </span>
      )}
    </span>
  );
}

/** The shot at the locked bug: the beam, sparks, and the damage in figures. */
function Shot({ damage }: { damage: number }) {
  return (
    <>
      <span className="demo-beam" />
      <span className="demo-sparks">
        <i />
        <i />
        <i />
        <i />
      </span>
      <span className="demo-damage">−{damage}</span>
    </>
  );
}

function Locked({ content, view }: { content: DemoContent; view: DemoView }) {
  const { damage, shots, wrong, caret, points } = view;
  const isFixed = points !== undefined;
  return (
    <div className="demo-locked" data-wrong={wrong === undefined ? undefined : ""}>
      {shots > 0 && <Shot key={shots} damage={damage} />}
      {isFixed ? (
        <svg className="glyph demo-tick" viewBox="0 0 48 32" aria-hidden="true">
          <path d="M12 4 5 16l7 12M36 4l7 12-7 12M17 17l5 5.5 10-12" />
        </svg>
      ) : (
        <BugGlyph kind="bug" />
      )}
      {isFixed ? (
        <span className="demo-card demo-fixed">fixed · +{points}</span>
      ) : (
        <span className="demo-card demo-code">
          {linesOf(content.code, content.highlight, caret).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <Line key={index} line={line} wrong={wrong} />
          ))}
        </span>
      )}
      <span className="demo-hint">
        <span className="demo-hint-keys">Type this. No click needed.</span>
        <span className="demo-hint-touch">Tap, and type this.</span>
      </span>
    </div>
  );
}

/** Kinds and places of the bugs that wait, in the order of `DemoContent.waiting`. */
const WAITING = [
  ["syntax", "near"],
  ["null", "midway"],
  ["race", "far"],
] as const;

function Waiting({ code, index }: { code: string; index: number }) {
  const [kind, place] = WAITING[index] ?? WAITING[0];
  const [first = "", ...more] = code.split("\n");
  return (
    <div className={`demo-bug demo-${place}`}>
      <BugGlyph kind={kind} />
      <span className="demo-card">
        <span className="demo-first">{first[0]}</span>
        {first.slice(1)}
        {more.length > 0 && (
          <span className="demo-more">
            +{more.length} line{more.length > 1 && "s"}
          </span>
        )}
      </span>
    </div>
  );
}

function GoOn({ view, proposal, form }: { view: DemoView; proposal: Proposal; form: string }) {
  const { fitting, start } = proposal;
  const wpm = Math.round(view.wpm);
  return (
    <div className="demo-go" translate="yes">
      <p>
        You typed <b>{wpm} WPM</b>: <b>{nameOf(fitting).toUpperCase()}</b> fits.
        {start !== fitting && ` Your settings say ${nameOf(start).toLowerCase()}.`}
      </p>
      <button type="submit" form={form} className="button button-primary">
        Go on at {nameOf(start).toLowerCase()} <KeyHint>Enter</KeyHint>
      </button>
    </div>
  );
}

export function DemoField({ content, view = FIRST_VIEW, proposal, form }: Props) {
  const { name, file, code, waiting } = content;
  const { caret, combo, points } = view;
  const lines = code.split("\n").length;
  const isFixed = points !== undefined;
  const line = isFixed ? lines : code.slice(0, caret).split("\n").length;
  const state = isFixed ? "fixed" : view.accuracy === undefined ? "idle" : "typing";
  return (
    <div className="demo-field" data-state={state}>
      <p className="sr-only">
        A bug, to be typed here and now; Enter ends each line: <code>{code}</code>
      </p>
      <div className="contents" aria-hidden="true">
        <Head view={view} />
        <div className="demo-lanes">
          <div className="demo-gutter">
            {LANES.map((lane) => (
              <span key={lane}>{lane}</span>
            ))}
          </div>
          <p className="demo-wave">
            <b>Wave 1</b> · {isFixed ? 1 : 0} fixed
            <span className="demo-lang"> · {name}</span>
          </p>
          <p className="demo-combo">{combo > 1 && `${combo} combo`}</p>
          {waiting.map((text, index) => (
            <Waiting key={text} code={text} index={index} />
          ))}
          <Locked content={content} view={view} />
        </div>
        <div className="demo-foot">
          <span>
            <b>{file}</b> line {line} of {lines}
          </span>
          <span className="demo-keys">
            {isFixed ? (
              <>fix: bug</>
            ) : (
              <>
                <KeyHint>Space</KeyHint> next <KeyHint>Enter</KeyHint> line’s end
              </>
            )}
          </span>
        </div>
      </div>
      <noscript>
        <p className="demo-noscript">Typing needs JavaScript. The start button works without.</p>
      </noscript>
      <p className="sr-only" aria-live="polite" />
      <p className="sr-only" aria-live="assertive" />
      {proposal && <GoOn {...{ view, proposal, form }} />}
    </div>
  );
}
