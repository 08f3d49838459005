/** What can be typed, as cards. What needs an account says why. */
import { Link } from "@remix-run/react";
import { keyName } from "../../ui/keyboard/key-names.ts";
import type { DrillChoice, Kind } from "./choice.ts";
import { useWeakKeys } from "./use-weak-keys.ts";

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
  { kind: "text", name: "Your code", meaning: "Paste anything. Stored nowhere." },
];

interface KindCardsProps {
  viewer: string | null;
  choice: DrillChoice;
  onChange(change: Partial<DrillChoice>): void;
}

/** Says which keys are weak, as far as that is known. */
function WeakKeys({ weak, meaning }: { weak: readonly string[] | undefined; meaning: string }) {
  if (weak === undefined) return meaning;
  if (weak.length === 0) return "None known yet. Until then it is real code of everything.";
  return (
    <>
      {weak.map((key) => (
        <kbd key={key} className="mr-1.5" translate="no">
          {keyName(key)}
        </kbd>
      ))}
      {weak.length === 1 ? "costs" : "cost"} you most so far.
    </>
  );
}

export function KindCards({ viewer, choice, onChange }: KindCardsProps) {
  const weak = useWeakKeys(viewer, choice.language);
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
              {kind === "weak_keys" ? <WeakKeys weak={weak} meaning={meaning} /> : meaning}
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
            <span className="choice-meaning">The one that you came from. Stored as a drill.</span>
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
        <p className="mt-3 text-sm text-dim">
          <Link to="/register?to=/practice" className="link">
            Create an account
          </Link>{" "}
          for both, and to keep your drills, statistics of your keys, and texts of your own.
        </p>
      )}
    </fieldset>
  );
}
