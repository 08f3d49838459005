import { useEffect, useState } from "react";
import type { TypingStatistics } from "../../contracts/practice.ts";
import type { Language } from "../../engine/plan.ts";

/** Returns the keys that cost the player most in a language; undefined while that is unknown, and for guests. */
export function useWeakKeys(viewer: string | null, language: Language): string[] | undefined {
  const [weak, setWeak] = useState<{ language: Language; keys: string[] }>();
  useEffect(() => {
    if (viewer === null) return;
    const left = new AbortController();
    fetch(`/api/typing/stats?language=${language}`, { signal: left.signal })
      .then(async (response) => {
        if (!response.ok) return;
        const { weak_keys } = (await response.json()) as TypingStatistics;
        setWeak({ language, keys: weak_keys });
      })
      // Without an answer the card says what weak keys are.
      .catch(() => {});
    return () => left.abort();
  }, [viewer, language]);
  return weak?.language === language ? weak.keys : undefined;
}
