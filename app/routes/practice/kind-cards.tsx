/** What can be typed, as cards. What needs an account says why. */
import { Link } from "@remix-run/react";
import { DRILL_KEYS } from "../../engine/drills/choose.ts";
import { keyName } from "../../ui/keyboard/key-names.ts";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { whole } from "../../ui/text/format.ts";
import type { DrillChoice, Kind } from "./choice.ts";
import { useWeakKeys, type WeakKeys } from "./use-weak-keys.ts";

interface Card {
  kind: Kind;
  name: string;
  meaning: string;
  /** Why a guest cannot have it. */
  reason?: string;
}

const CARDS: Card[] = [
  { kind: "plain", name: "Real code", meaning: "Whole statements, of everything." },
  {
    kind: "weak_keys",
    name: "Weak keys",
    meaning: "Code that is rich in what costs you most.",
    reason: "It is found in the keys that you have typed so far.",
  },
  {
    kind: "keys",
    name: "Chosen keys",
    meaning: "Code that is rich in up to five keys.",
    reason: "What is typed of them is added up over your drills.",
  },
  { kind: "text", name: "Pasted code", meaning: "Any code, for once. Stored nowhere." },
];

interface KindCardsProps {
  viewer: string | null;
  choice: DrillChoice;
  onChange(change: Partial<DrillChoice>): void;
}

/** Says why no key is known as weak, and what is typed then. */
export function noWeakKeyText({ language, typed }: Omit<WeakKeys, "weak">): string {
  const name = LANGUAGE_NAMES[language];
  const known =
    typed < DRILL_KEYS
      ? `None known in ${name} yet: ${whole(typed)} of about ${DRILL_KEYS} keys typed, and each language counts its own.`
      : `None stands out in ${name}, after ${whole(typed)} keys.`;
  return `${known} Until one is known, it is code of everything.`;
}

/** Says which keys are weak, as far as that is known. */
function WeakKeysText({ known, meaning }: { known: WeakKeys | undefined; meaning: string }) {
  if (known === undefined) return meaning;
  const { weak, language } = known;
  if (weak.length === 0) return noWeakKeyText(known);
  return (
    <>
      {weak.map((key) => (
        <kbd key={key} className="mr-1.5" translate="no">
          {keyName(key)}
        </kbd>
      ))}
      {weak.length === 1 ? "costs" : "cost"} you most in {LANGUAGE_NAMES[language]} so far, of the
      keys that came often enough to tell.
    </>
  );
}

export function KindCards({ viewer, choice, onChange }: KindCardsProps) {
  const known = useWeakKeys(viewer, choice.language);
  const open = CARDS.filter(({ reason }) => viewer !== null || !reason);
  const closed = CARDS.filter((card) => !open.includes(card));
  return (
    <fieldset>
      <legend className="eyebrow mb-3">What to type</legend>
      <div className="grid gap-2.5 sm:grid-cols-2">
        {open.map(({ kind, name, meaning }) => (
          <label key={kind} className="choice">
            <input
              type="radio"
              className="sr-only"
              name="kind"
              value={kind}
              checked={choice.kind === kind}
              onChange={() => onChange({ kind })}
            />
            <span className="choice-name">{name}</span>
            <span className="choice-meaning">
              {kind === "weak_keys" ? <WeakKeysText known={known} meaning={meaning} /> : meaning}
            </span>
          </label>
        ))}
        {choice.text_id && (
          <label className="choice">
            <input
              type="radio"
              className="sr-only"
              name="kind"
              value="own"
              checked={choice.kind === "own"}
              onChange={() => onChange({ kind: "own" })}
            />
            <span className="choice-name">Own text</span>
            <span className="choice-meaning">
              {choice.text_title === undefined ? (
                "The stored one that you came from."
              ) : (
                <span translate="no">{choice.text_title}.</span>
              )}{" "}
              It counts as a drill.
            </span>
          </label>
        )}
        {closed.map(({ kind, name, meaning, reason }) => (
          <div key={kind} className="choice drill-closed">
            <span className="choice-name">{name}</span>
            <span className="choice-meaning">{meaning}</span>
            <span className="choice-meaning">
              Needs an account: {reason?.[0]?.toLowerCase()}
              {reason?.slice(1)}
            </span>
          </div>
        ))}
      </div>
      {viewer === null && (
        <p className="drill-account mt-3 text-sm text-dim">
          <Link to="/register?to=/practice" className="link">
            Create an account
          </Link>{" "}
          for both, and to keep your drills, statistics of your keys, and texts of your own.
        </p>
      )}
    </fieldset>
  );
}
