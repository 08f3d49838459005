import { useEffect, useState } from "react";
import type { DrillCategories } from "../../contracts/practice.ts";
import type { Difficulty, Language } from "../../engine/plan.ts";

/** Returns the categories that have code of a language and a difficulty; none while they are unknown. */
export function useCategories(language: Language, difficulty: Difficulty | undefined): string[] {
  const [known, setKnown] = useState<Partial<Record<Language, DrillCategories>>>({});
  const isKnown = known[language] !== undefined;
  useEffect(() => {
    if (isKnown) return;
    const left = new AbortController();
    fetch(`/practice/categories?language=${language}`, { signal: left.signal })
      .then(async (response) => {
        if (!response.ok) return;
        const categories = (await response.json()) as DrillCategories;
        setKnown((all) => ({ ...all, [language]: categories }));
      })
      .catch(async () => {
        if (left.signal.aborted) return;
        const { offlineCategories } = await import("../../ui/offline/stock.ts");
        const categories = await offlineCategories(language);
        setKnown((all) => ({ ...all, [language]: categories }));
      })
      // Without a stock there is nothing to choose from.
      .catch(() => {});
    return () => left.abort();
  }, [language, isKnown]);
  return Object.entries(known[language] ?? {}).flatMap(([name, difficulties]) =>
    difficulty === undefined || difficulties.includes(difficulty) ? [name] : [],
  );
}
