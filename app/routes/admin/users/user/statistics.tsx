import { When } from "../../../../ui/runs/run-cells.tsx";
import { exactly, orUnknown, percent, whole } from "../../../../ui/text/format.ts";

interface UserStatisticsProps {
  user: {
    created_at: string;
    last_login_at: string | null;
    deleted_at: string | null;
    total_games: number | null;
    best_score: number | null;
    best_standard_wpm: number | null;
    avg_standard_wpm: number | null;
    avg_key_accuracy: number | null;
  };
  now: string;
}

/** The statistics of an account, and when it joined, signed in and was deleted. */
export function UserStatistics({ user, now }: UserStatisticsProps) {
  const figures: [name: string, figure: string][] = [
    ["Verified runs", whole(user.total_games ?? 0)],
    ["Best score", whole(user.best_score ?? 0)],
    ["Best WPM", orUnknown(user.best_standard_wpm, whole)],
    ["Average WPM", orUnknown(user.avg_standard_wpm, whole)],
    ["Accuracy", orUnknown(user.avg_key_accuracy, percent)],
  ];
  return (
    <div className="grid gap-3">
      <dl className="admin-figures">
        {figures.map(([name, figure]) => (
          <div key={name} className="admin-figure">
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-dim">
        Joined <time dateTime={user.created_at}>{exactly(user.created_at)}</time>, last signed in{" "}
        {user.last_login_at ? <When moment={user.last_login_at} now={now} /> : "never"}.
        {user.deleted_at && (
          <>
            {" "}
            Deleted by its owner <When moment={user.deleted_at} now={now} />; its rows go 30 days
            later.
          </>
        )}
      </p>
    </div>
  );
}
