/** What reached production in a run: the bugs that got through by kind, and what each kind cost. */
import type { Outage } from "../../engine/analysis/analysis.ts";
import type { Kind } from "../../engine/state.ts";
import { KIND_NAMES } from "../field/labels.ts";
import { whole } from "../text/format.ts";
import { plural } from "../text/plural.ts";

/** Writes a kind with its number, as `regressions`. */
export const kindText = (kind: Kind, count: number) =>
  plural(count, KIND_NAMES[kind], kind === "boss" ? "bosses" : undefined);

/** Writes a kind that got through, as `4 regressions (−44)`. */
const outageText = ({ kind, count, damage }: Outage) =>
  `${whole(count)} ${kindText(kind, count)} (−${whole(damage)})`;

/** @param outages the costliest kind first */
export function Outages({ outages }: { outages: readonly Outage[] }) {
  if (outages.length === 0) return null;
  return (
    <p className="run-outages">
      <strong>Got through:</strong> {outages.map(outageText).join(", ")}
    </p>
  );
}
