import { useEffect, useState } from "react";
import type { DrillHistoryItem } from "../../contracts/practice.ts";
import type { Language } from "../../engine/plan.ts";

/** So many are asked for, because only those of the same kind are compared. */
const MOST = 50;

/**
 * Returns the player's last drills in a language, the newest first; none while they are unknown, and for guests.
 *
 * @param occasion asks for them again when it changes
 */
export function usePastDrills(
  viewer: string | null,
  language: Language,
  occasion: string,
): DrillHistoryItem[] {
  const [past, setPast] = useState<{ language: Language; drills: DrillHistoryItem[] }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: see `occasion`
  useEffect(() => {
    if (viewer === null) return;
    const left = new AbortController();
    const query = new URLSearchParams({ language, limit: String(MOST) });
    fetch(`/api/typing/history?${query}`, { signal: left.signal })
      .then(async (response) => {
        if (!response.ok) return;
        const { items } = (await response.json()) as { items: DrillHistoryItem[] };
        setPast({ language, drills: items });
      })
      // Without an answer nothing is compared.
      .catch(() => {});
    return () => left.abort();
  }, [viewer, language, occasion]);
  return past?.language === language ? past.drills : [];
}
