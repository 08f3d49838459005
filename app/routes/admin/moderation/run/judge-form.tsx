/** The form of a judgement: a reason, and the buttons to verify or void the run. */
import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { ModeratedResult } from "../../../../contracts/moderation.ts";
import { submitOnce } from "../../../../ui/forms/submit-once.ts";
import { isWaiting } from "../../shared/release.tsx";

interface JudgeFormProps {
  run: ModeratedResult;
  /** Whether it is the moderator's own run. */
  own: boolean;
  /** The id of the run that the queue goes on with. */
  next: string | null;
  /** Why the judgement was refused. */
  refused: string | undefined;
}

/** Suggestions for the reason, the most frequent ones. */
const REASONS = [
  "Plausible: the run looks typed by hand",
  "One soft rule, but it looks like a person",
  "Even intervals between keys: a machine",
  "Faster than this player has ever been",
];

export function JudgeForm({ run, own, next, refused }: JudgeFormProps) {
  const { state, formData } = useNavigation();
  const sending = state !== "idle" && formData !== undefined;
  const reason = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (refused) reason.current?.focus();
  }, [refused]);
  const isReported = run.reports.length > 0;
  if (run.status === "UNRANKED" && !isReported) {
    return (
      <p className="card text-sm text-dim">
        An unranked run counts for nothing, so there is nothing to judge.
      </p>
    );
  }
  const waits = isWaiting(run);
  // Verifying a run that counts, or that never will, only settles its reports.
  const stays = run.status === "VERIFIED" || run.status === "UNRANKED";
  const list = run.status === "HELD" ? "held" : "flagged";
  return (
    <Form method="post" className="card grid gap-4" aria-labelledby="judge">
      <h2 id="judge">{waits || isReported ? "Judge it" : "Judge it again"}</h2>
      {/* A run that waits leads to the next of the queue, one that was only reported to the list, one that was judged before back to itself. */}
      <input type="hidden" name="next" value={(waits ? next : isReported ? null : run.id) ?? ""} />
      <input type="hidden" name="queue" value={isReported && !waits ? "reported" : list} />
      <div>
        <label htmlFor="reason" className="label">
          Reason
        </label>
        <input
          ref={reason}
          id="reason"
          name="reason"
          className="input mt-1"
          list="reasons"
          required
          maxLength={500}
          autoComplete="off"
          aria-describedby={refused ? "reason-hint reason-error" : "reason-hint"}
          aria-invalid={refused ? true : undefined}
        />
        <datalist id="reasons">
          {REASONS.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
        <p id="reason-hint" className="hint mt-1">
          Written down for good, for administrators to read.
        </p>
        {refused && (
          <p id="reason-error" className="error mt-1" role="alert">
            {refused}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-3">
        {(!stays || isReported) && !own && (
          <button
            type="submit"
            name="status"
            value="VERIFIED"
            className="button"
            {...submitOnce(sending)}
          >
            {stays ? "Settle the reports" : waits ? "Verify" : "Restore"}
          </button>
        )}
        {(run.status !== "VOIDED" || isReported) && run.status !== "UNRANKED" && (
          <button
            type="submit"
            name="status"
            value="VOIDED"
            className="button button-danger"
            {...submitOnce(sending)}
          >
            {run.status === "VOIDED" ? "Leave it voided" : "Void"}
          </button>
        )}
      </div>
      {own && <p className="text-sm text-dim">It is yours: somebody else must verify it.</p>}
    </Form>
  );
}
