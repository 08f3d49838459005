/** What reached production in a run: the bugs that got through by kind, and what each kind cost. */
import type { Outage } from "../../engine/analysis/analysis.ts";
import { KIND_NAMES } from "../field/labels.ts";
import { whole } from "../text/format.ts";

/** Writes a kind that got through, as `4 regressions (−44)`. */
export const outageText = ({ kind, count, damage }: Outage) => {
  const name =
    count === 1 ? KIND_NAMES[kind] : `${KIND_NAMES[kind]}${kind === "boss" ? "es" : "s"}`;
  return `${whole(count)} ${name} (−${whole(damage)})`;
};

/** @param outages the costliest kind first */
export function Outages({ outages }: { outages: readonly Outage[] }) {
  if (outages.length === 0) return null;
  return (
    <p className="run-outages">
      <strong>Got through:</strong> {outages.map(outageText).join(", ")}
    </p>
  );
}
