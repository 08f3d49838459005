/** The flags of a run, its figures, and the player's usual figures beside them. */
import type { ModeratedResult, PlayerUnderReview } from "../../../../contracts/moderation.ts";
import { When } from "../../../../ui/runs/run-cells.tsx";
import { percent, whole } from "../../../../ui/text/format.ts";
import { AccountBadges } from "../../shared/badges.tsx";
import { FLAGS } from "../../shared/flags.ts";

interface EvidenceProps {
  run: ModeratedResult;
  player: PlayerUnderReview;
  /** Milliseconds from the end of the game to the arrival of its key log. */
  lateMs: number;
  now: string;
}

function lateness(ms: number): string {
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  return ms < 3_600_000 ? `${Math.floor(ms / 60_000)} min` : `${Math.floor(ms / 3_600_000)} h`;
}

export function Evidence({ run, player, lateMs, now }: EvidenceProps) {
  const facts: [name: string, value: string, comparison: string][] = [
    [
      "WPM",
      whole(run.words_per_minute),
      `best ${whole(player.best_wpm)}, average ${whole(player.avg_wpm)}`,
    ],
    ["Accuracy", percent(run.accuracy_percentage), `${whole(run.total_words_typed)} words`],
    ["Combo", whole(run.max_combo), `${whole(run.waves_completed)} waves`],
    ["Came in", `${lateness(lateMs)} late`, `${whole(run.playtime_seconds)} s played`],
  ];
  return (
    <section className="card grid gap-4" aria-labelledby="evidence">
      <h2 id="evidence">Evidence</h2>
      {run.flags.length > 0 ? (
        <ul className="grid gap-2 text-sm">
          {run.flags.map((flag) => (
            <li key={flag}>
              <strong className="font-mono text-amber">{FLAGS[flag]?.name ?? flag}</strong>{" "}
              <span className="text-dim">{FLAGS[flag]?.text}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-sm text-dim">The verifier had nothing against it.</p>
      )}
      <dl className="evidence">
        {facts.map(([name, value, comparison]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value} <span className="text-dim">{comparison}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-dim">
        <span className="flex flex-wrap items-center gap-2 font-medium text-text">
          <span className="break-all">{run.user.username}</span>
          <AccountBadges account={{ ...player, deleted_at: null }} />
        </span>
        Joined <When moment={player.created_at} now={now} />, {whole(player.total_games)} verified
        runs, {player.flagged} flagged, {player.voided} voided.
      </p>
    </section>
  );
}
