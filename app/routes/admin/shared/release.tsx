/** When a run that waits is released by itself, unless a moderator judges it before. */
import type { ModeratedResult } from "../../../contracts/moderation.ts";
import { exactly } from "../../../ui/text/format.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Formats how long it is from `now` to `moment`: `in 9 min`, `in 71 h`. */
function until(moment: string, now: string): string {
  const left = Date.parse(moment) - Date.parse(now);
  // The cron job has its own beat, so a run that is due may wait a few minutes more.
  if (left < MINUTE) return "any minute";
  return left < HOUR ? `in ${Math.floor(left / MINUTE)} min` : `in ${Math.floor(left / HOUR)} h`;
}

type Waiting = Pick<ModeratedResult, "status" | "due_at">;

export const isWaiting = ({ status }: Waiting) => status === "HELD" || status === "FLAGGED";

interface ReleaseProps {
  run: Waiting;
  now: string;
}

/** For a list: `released in 71 h`. Nothing for a run that does not wait. */
export function ShortRelease({ run, now }: ReleaseProps) {
  if (!isWaiting(run)) return null;
  if (run.due_at === null) return <>waits for a moderator</>;
  return (
    <>
      released{" "}
      <time dateTime={run.due_at} title={exactly(run.due_at)}>
        {until(run.due_at, now)}
      </time>
    </>
  );
}

/** The same as a sentence. */
export function Release({ run, now }: ReleaseProps) {
  if (!isWaiting(run)) return null;
  if (run.due_at === null) return <>Waits for a moderator: it is never released by itself.</>;
  return (
    <>
      Released at <time dateTime={run.due_at}>{exactly(run.due_at)}</time> ({until(run.due_at, now)}
      ) unless judged
      {run.status === "FLAGGED" && ", and unless it would be among the first ten of a board"}.
    </>
  );
}
