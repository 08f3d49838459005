/** The notice with the outcome of verifying a result. */
import { whole } from "../text/format.ts";
import type { VerifyOutcome } from "./verify.ts";

export function VerifyNotice({ verification }: { verification: VerifyOutcome }) {
  switch (verification.kind) {
    case "verified":
      return (
        <p className="replay-verdict" data-verdict="verified">
          <strong>
            <span aria-hidden="true">✓ </span>Verified: re-computed in your browser just now.
          </strong>{" "}
          {whole(verification.keys)} keys, {verification.numbers} numbers, every one the same (
          {verification.milliseconds.toFixed(1)} ms).
        </p>
      );
    case "other_rules":
      return (
        <p className="replay-verdict" data-verdict="unknown">
          <strong>
            <span aria-hidden="true">? </span>Not verified: this run followed version{" "}
            {verification.theirs} of the rules, and this page has version {verification.ours}.
          </strong>{" "}
          What you see may differ from what happened.
        </p>
      );
    case "differs":
      return (
        <div className="replay-verdict" data-verdict="differs">
          <p>
            <strong>
              <span aria-hidden="true">× </span>Does not match: re-computed in your browser just
              now, this log gives another result than the one on this page.
            </strong>
          </p>
          <ul>
            {verification.differences.map(({ name, claimed, computed }) => (
              <li key={name}>
                {name}: {claimed} here, {computed} computed
              </li>
            ))}
          </ul>
        </div>
      );
  }
}
