/** What is known of the player's keys: asked for by the form, and after each drill, which it then counts. */
import { useCallback, useRef, useState } from "react";
import type { TypingStatistics } from "../../contracts/practice.ts";
import type { Language } from "../../engine/plan.ts";

/** Returns the player's statistics in a language; undefined without an answer. */
export async function fetchStatistics(
  language: Language,
  signal: AbortSignal,
): Promise<TypingStatistics | undefined> {
  try {
    const response = await fetch(`/api/typing/stats?language=${language}`, { signal });
    return response.ok ? ((await response.json()) as TypingStatistics) : undefined;
  } catch {
    return undefined;
  }
}

/** Milliseconds for which the end of a drill waits for statistics. Then the drill alone says what to do. */
const PATIENCE = 2_500;

/** What the advice of a drill is made of, by the drill's id: the statistics, or null for the drill alone. */
type Decided = Readonly<Record<string, TypingStatistics | null>>;

/**
 * Decides once for each drill what its advice is made of, so that the advice never changes while somebody reads it.
 */
export function useAdviceBasis() {
  const [decided, setDecided] = useState<Decided>({});
  const latest = useRef(decided);
  const decide = useCallback((id: string, basis: TypingStatistics | null) => {
    if (latest.current[id] === undefined) {
      latest.current = { ...latest.current, [id]: basis };
      setDecided(latest.current);
    }
    return latest.current[id] ?? null;
  }, []);
  /** Begins to wait for the statistics of a drill that is on its way to the server. */
  const wait = useCallback(
    (id: string) => void setTimeout(() => decide(id, null), PATIENCE),
    [decide],
  );
  /** Asks for the statistics with a drill that was stored. */
  const learn = useCallback(
    async (id: string, language: Language) =>
      decide(id, (await fetchStatistics(language, AbortSignal.timeout(PATIENCE))) ?? null),
    [decide],
  );
  return { decided, decide, wait, learn };
}
