/**
 * The markup of the field: React renders it once, and renderer.ts writes into it. Memoized, because a
 * second render by React would overwrite what the renderer wrote.
 */
import { forwardRef, memo, type PointerEvent, type ReactNode } from "react";
import type { Difficulty, Language } from "../../engine/plan.ts";
import { LANES } from "../../engine/state.ts";
import { PowerGlyph } from "../bug-glyphs/power-glyph.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../text/enum-names.ts";
import { BranchIcon } from "./branch-icon.tsx";
import { type FieldPart, part } from "./frame-parts.ts";
import { PALETTE_NAMES } from "./stage/messages.ts";

export interface FieldFrameProps {
  language: Language;
  difficulty: Difficulty;
  /** Whether it shows a replay. */
  watched?: boolean | undefined;
  /** At the right end of the bar above the field. */
  controls?: ReactNode;
  /** At the right end of the bar below the field. */
  keys?: ReactNode;
  /** Uses the oldest power. */
  onPower?: () => void;
}

interface ReadingProps {
  label: string;
  name: FieldPart;
  strong?: boolean;
  /** Hidden until it has a value. */
  absent?: boolean;
  /** Drawn beside the value. */
  children?: ReactNode;
}

function Reading({ label, name, strong, absent, children }: ReadingProps) {
  return (
    <div className="hud-reading" data-reading={name} hidden={absent}>
      <dt>{label}</dt>
      {children}
      <dd className={strong ? "hud-strong" : undefined} {...part(name)}>
        0
      </dd>
    </div>
  );
}

function Hud({ controls }: { controls: ReactNode }) {
  return (
    <header className="hud">
      <span className="hud-branch">
        <BranchIcon />
        main
      </span>
      <div className="hud-uptime">
        <span className="hud-label">Uptime</span>
        <span className="hud-bar" aria-hidden="true">
          <i {...part("uptimeBar")} />
        </span>
        <span className="hud-percent" {...part("uptime")}>
          100%
        </span>
      </div>
      <dl className="hud-readings">
        <Reading label="WPM" name="wpm" />
        <Reading label="Accuracy" name="accuracy" />
        <Reading label="Score" name="score" strong />
        <Reading label="Ghost" name="ghost" absent>
          <span className="ghost-name" {...part("ghostName")} />
          <span className="ghost-race" aria-hidden="true">
            <i {...part("ghostMark")} />
          </span>
        </Reading>
      </dl>
      <div className="hud-controls">{controls}</div>
    </header>
  );
}

type FieldProps = Pick<FieldFrameProps, "language" | "difficulty" | "watched">;

const PLAYED = { role: "group", "aria-label": "The field. Type the code of the bugs." } as const;
const WATCHED = { role: "group", "aria-label": "The field, as it was" } as const;

function Field({ language, difficulty, watched }: FieldProps) {
  return (
    <div
      className="field"
      data-testid="field"
      data-next-key=""
      {...(watched ? WATCHED : PLAYED)}
      {...part("field")}
    >
      <div className="field-light" />
      <div className="field-heat" />
      <div className="field-slow" />
      <ol className="field-gutter" aria-hidden="true" {...part("gutter")}>
        {Array.from({ length: LANES }, (_, lane) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lanes are their numbers
          <li key={lane}>{lane + 1}</li>
        ))}
      </ol>
      <div className="field-wall" {...part("wall")}>
        {Array.from({ length: LANES }, (_, lane) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lanes are their numbers
          <i key={lane} />
        ))}
      </div>
      <div className="field-flash" {...part("flash")} />
      <div className="field-boss-light" {...part("bossLight")} />
      <div className="field-head">
        <p className="field-wave">
          <strong {...part("wave")}>Get ready</strong>
          <span {...part("fixed")} />
        </p>
        {/* Hidden by its opacity most of the time; the announcer says the same. */}
        <p className="field-notice" aria-hidden="true" {...part("notice")}>
          <strong {...part("noticeTitle")} />
          <span {...part("noticeText")} />
        </p>
        <p className="field-plan">
          {LANGUAGE_NAMES[language]}, {DIFFICULTY_NAMES[difficulty].toLowerCase()}
        </p>
      </div>
      <p className="field-combo" {...part("combo")}>
        <b {...part("comboFigure")} />
        <span {...part("comboName")} />
      </p>
      <p className="field-duck" aria-hidden="true">
        <PowerGlyph power="duck" />
        half speed
      </p>
      <div className="field-banner" aria-hidden="true" {...part("banner")}>
        <strong {...part("bannerTitle")} />
        <span {...part("bannerText")} />
        <i className="field-deploy" />
      </div>
      <div className="field-lanes" {...part("lanes")} />
      <section className="field-code" aria-label={watched ? "The typed code" : "The code to type"}>
        <code {...part("code")} />
      </section>
      <div className="field-palette" hidden {...part("palette")}>
        {PALETTE_NAMES.map((color) => (
          <i key={color} data-ink={color} />
        ))}
      </div>
    </div>
  );
}

/** Keeps the focus where it is, and the soft keyboard open. */
const keepFocus = (event: PointerEvent) => event.preventDefault();

const POWERS = ["rollback", "duck", "hotfix"] as const;

/** The powers that are held, and the next that a combo earns. */
function Powers({ onPower }: Pick<FieldFrameProps, "onPower">) {
  const glyphs = POWERS.map((power) => <PowerGlyph key={power} power={power} />);
  const held = (
    <>
      <kbd>↑</kbd>
      {glyphs}
      <span {...part("powerName")} />
    </>
  );
  return (
    <div className="powers" hidden {...part("powers")}>
      <span className="hud-label">Power</span>
      {onPower ? (
        <button
          type="button"
          className="power"
          aria-keyshortcuts="ArrowUp"
          hidden
          onPointerDown={keepFocus}
          onClick={onPower}
          {...part("power")}
        >
          {held}
        </button>
      ) : (
        <span className="power" hidden {...part("power")}>
          {held}
        </span>
      )}
      <span className="power power-reserve" hidden {...part("reserve")} />
      <span className="power power-next" {...part("nextPower")} />
    </div>
  );
}

export const FieldFrame = memo(
  forwardRef<HTMLDivElement, FieldFrameProps>(function FieldFrame(
    { language, difficulty, watched, controls, keys, onPower },
    ref,
  ) {
    return (
      // A translated field could not be typed, and its figures change all the time.
      <div className="play" ref={ref} translate="no">
        <div className="play-rows">
          <Hud controls={controls} />
          <Field language={language} difficulty={difficulty} watched={watched} />
          <footer className="foot">
            <p className="foot-file">
              <strong {...part("file")}>main</strong> <span {...part("status")} />
            </p>
            <ol className="foot-log" aria-label="Log" {...part("log")} />
            <Powers {...(onPower && { onPower })} />
            {keys}
          </footer>
        </div>
        <p className="sr-only" aria-live="polite" {...part("announcements")} />
        <p className="sr-only" aria-live="assertive" {...part("dangers")} />
      </div>
    );
  }),
);
