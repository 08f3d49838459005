/** A still picture of the game, as decoration. */
import type { Language } from "../../engine/plan.ts";
import type { Kind } from "../../engine/state.ts";
import { BugGlyph } from "../../ui/bug-glyphs/bug-glyph.tsx";
import { type CodePiece, ILLUSTRATIONS } from "./illustration-content.ts";

/** The colours of code pieces by their kind. */
const TOKEN_COLORS = { k: "text-violet", n: "text-sky", v: "text-amber", "": undefined };

function CodePieces({ pieces }: { pieces: CodePiece[] }) {
  return pieces.map(([kind, text]) => (
    <span key={text} className={TOKEN_COLORS[kind]}>
      {text}
    </span>
  ));
}

function Bug({ kind, token, pips }: { kind: Kind; token: string; pips: number }) {
  return (
    <div className={`still-bug still-${kind}`}>
      <BugGlyph kind={kind} />
      <span className="still-chip">
        <span className="still-next">{token[0]}</span>
        {token.slice(1)}
        <Pips count={pips} />
      </span>
    </div>
  );
}

function Pips({ count }: { count: number }) {
  return (
    <svg
      className="still-pips"
      viewBox={`0 0 ${count * 10} 3`}
      width={count * 10}
      height="3"
      aria-hidden="true"
    >
      <path d={`M0 1.5H${count * 10}`} />
    </svg>
  );
}

export function Illustration({ language }: { language: Language }) {
  const { file, lines, locked, tokens } = ILLUSTRATIONS[language];
  return (
    <div
      className="still"
      translate="no"
      role="img"
      aria-label="The game: bugs made of brackets walk towards a wall, each with a word of code to type."
    >
      <div className="still-field" aria-hidden="true">
        <span className="still-lane still-lane-1">1</span>
        <span className="still-lane still-lane-2">2</span>
        <span className="still-lane still-lane-3">3</span>
        <span className="still-lane still-lane-4">4</span>
        <div className="still-wall" />
        <div className="still-beam" />
        <div className="still-bug still-bug-locked">
          <BugGlyph kind="bug" />
          <span className="still-chip">
            <span className="still-done">{locked[0]}</span>
            <span className="still-next">{locked[1]}</span>
            {locked[2]}
            <Pips count={4} />
          </span>
          <span className="still-damage">−18</span>
        </div>
        <Bug kind="syntax" token={tokens[0]} pips={2} />
        <Bug kind="race" token={tokens[1]} pips={6} />
        <Bug kind="null" token={tokens[2]} pips={3} />
      </div>
      <div className="still-pane" aria-hidden="true">
        <p className="still-file">{file}</p>
        <ol className="still-code">
          {lines.map(({ typed, rest }) => (
            <li key={rest.map(([, text]) => text).join("")}>
              <span className="still-typed">{typed.map(([, text]) => text).join("")}</span>
              {typed.length > 0 && <span className="still-caret" />}
              <CodePieces pieces={rest} />
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}
