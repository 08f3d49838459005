/** The key, or the kind of key, that cost most time in one drill. */
import { isTarget } from "../../engine/drills/targets.ts";
import { type Loss, lossesOf, standsOut } from "../../engine/keystrokes/losses.ts";
import type { Press } from "../../engine/keystrokes/press.ts";
import { emptySums, type KeySum, sumPresses } from "../../engine/keystrokes/sums.ts";
import { MOST_KEYS } from "../../ui/keyboard/key-names.ts";
import { KIND_KEYS, type KindOfKey } from "./insights/kind-keys.ts";

export interface Costliest {
  /** One key; of a kind, its keys, the costliest first. */
  keys: string[];
  /** The kind, where its keys cost more together than any one key. */
  kind?: KindOfKey;
  /** How often it was due and hit, and how often something else was hit in its place. */
  presses: number;
  errors: number;
  /** The mean time of its timed presses; null without one. */
  mean_ms: number | null;
  usual_ms: number;
}

type Keys = ReadonlyMap<string, KeySum>;

const addUp = (sums: readonly KeySum[]): KeySum =>
  sums.reduce(
    (all, { presses, errors, timed, ms }) => ({
      presses: all.presses + presses,
      errors: all.errors + errors,
      timed: all.timed + timed,
      ms: all.ms + ms,
    }),
    { presses: 0, errors: 0, timed: 0, ms: 0 },
  );

/** No key, so that it stands for several. */
const TOGETHER = "\u0000";

/** Returns the keys with those of a kind as one. */
function withOne(keys: Keys, members: readonly string[]): Map<string, KeySum> {
  const others = [...keys].filter(([key]) => !members.includes(key));
  const together = addUp(members.flatMap((key) => keys.get(key) ?? []));
  return new Map([...others, [TOGETHER, together]]);
}

/**
 * Returns what cost most time in a drill; undefined if nothing stands out. A kind is named where it costs more than any key
 * that stands out, and the costliest of those is none of its own: three slow `}` and three slow `(` tell more than either.
 */
export function costliestOf(presses: readonly Press[]): Costliest | undefined {
  const sums = sumPresses(presses);
  const { keys, usual_ms } = lossesOf(sums, emptySums());
  if (usual_ms === null) return undefined;
  const stands = (loss: Loss) => standsOut(loss, { usual_ms });
  const found = keys.find((loss) => isTarget(loss.key) && stands(loss));
  let best: (Loss & Pick<Costliest, "keys" | "kind">) | undefined = found && {
    ...found,
    keys: [found.key],
  };
  for (const [kind, pattern] of KIND_KEYS) {
    const costly = keys.filter(({ key, lost_ms }) => pattern.test(key) && lost_ms > 0);
    const members = [...sums.keys.keys()].filter((key) => pattern.test(key));
    if (costly.length < 2 || (found && members.includes(found.key))) continue;
    const merged = lossesOf({ ...sums, keys: withOne(sums.keys, members) }, emptySums());
    const loss = merged.keys.find(({ key }) => key === TOGETHER);
    if (!loss || !stands(loss) || loss.lost_ms <= (best?.lost_ms ?? 0)) continue;
    best = { ...loss, kind, keys: costly.slice(0, MOST_KEYS).map(({ key }) => key) };
  }
  return best && { ...best, usual_ms };
}
