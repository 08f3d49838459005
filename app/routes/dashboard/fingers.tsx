/** Leads to what each key costs. */
import { Link } from "@remix-run/react";
import type { Dashboard } from "../../contracts/dashboard.ts";
import { LEAST_PRESSES } from "../../engine/keystrokes/losses.ts";
import { KeyName } from "../../ui/keyboard/key-name.tsx";
import { LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { shortTime } from "../../ui/text/format.ts";

function text(fingers: Dashboard["fingers"]) {
  if (!fingers)
    return "Every key of your games and drills is timed. See which of them costs you most.";
  const name = LANGUAGE_NAMES[fingers.language];
  const { costliest } = fingers;
  if (!costliest)
    return `Every key that you type in ${name} is timed. See which of them costs you most.`;
  return (
    <>
      <KeyName keys={costliest.key} />{" "}
      {costliest.presses < LEAST_PRESSES ? "seems to cost" : "costs"} you most in {name}:{" "}
      {shortTime(costliest.lost_ms)} in every 1,000 keys.
    </>
  );
}

export function Fingers({ fingers }: Pick<Dashboard, "fingers">) {
  const search = fingers ? `?language=${fingers.language}` : "";
  return (
    <section className="card fingers" aria-labelledby="fingers">
      <div>
        <h2 id="fingers" className="eyebrow">
          What your fingers do
        </h2>
        <p className="fingers-text">{text(fingers)}</p>
      </div>
      <Link to={`/practice/insights${search}`} className="button">
        Key by key
      </Link>
    </section>
  );
}
