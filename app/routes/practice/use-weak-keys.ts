import { useEffect, useState } from "react";
import type { Language } from "../../engine/plan.ts";
import { keysTyped } from "./insights/figures.ts";
import { fetchStatistics } from "./typing-statistics.ts";

export interface WeakKeys {
  language: Language;
  /** The keys that cost the player most. */
  weak: string[];
  /** How many keys the player has typed. */
  typed: number;
}

/** Returns what is known of the player's weak keys in a language; undefined while that is unknown, and for guests. */
export function useWeakKeys(viewer: string | null, language: Language): WeakKeys | undefined {
  const [known, setKnown] = useState<WeakKeys>();
  useEffect(() => {
    if (viewer === null) return;
    const left = new AbortController();
    fetchStatistics(language, left.signal).then((statistics) => {
      // Without an answer the card says what weak keys are.
      if (!statistics || left.signal.aborted) return;
      const { weak_keys: weak, keys } = statistics;
      setKnown({ language, weak, typed: keysTyped(keys) });
    });
    return () => left.abort();
  }, [viewer, language]);
  return known?.language === language ? known : undefined;
}
