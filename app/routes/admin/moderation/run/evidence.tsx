/** The rules that fired on a run, those that did not, its figures, and the player's usual figures beside them. */
import type { RuleReading } from "../../../../contracts/evidence.ts";
import type { ModeratedResult, PlayerUnderReview } from "../../../../contracts/moderation.ts";
import { When } from "../../../../ui/runs/run-cells.tsx";
import { orUnknown, percent, whole } from "../../../../ui/text/format.ts";
import { AccountBadges } from "../../shared/badges.tsx";
import { FiredRules, QuietRules } from "./rules.tsx";
import { length } from "./units.ts";

interface EvidenceProps {
  run: ModeratedResult;
  player: PlayerUnderReview;
  /** How the rules read the run; empty without evidence. */
  readings: readonly RuleReading[];
  /** Milliseconds from the end of the game to the arrival of its key log. */
  lateMs: number;
  now: string;
}

export function Evidence({ run, player, readings, lateMs, now }: EvidenceProps) {
  const facts: [name: string, value: string, comparison: string][] = [
    [
      "WPM",
      orUnknown(run.standard_wpm, whole),
      `best ${orUnknown(player.best_standard_wpm, whole)}, average ${orUnknown(player.avg_standard_wpm, whole)}`,
    ],
    ["Accuracy", orUnknown(run.key_accuracy, percent), `${whole(run.total_words_typed)} tokens`],
    ["Combo", whole(run.max_combo), `${whole(run.waves_completed)} waves`],
    ["Played", `${whole(run.playtime_seconds)} s`, `came in ${length(lateMs)} after its end`],
  ];
  return (
    <section className="card grid gap-4" aria-labelledby="evidence">
      <h2 id="evidence">Evidence</h2>
      {readings.length === 0 && (
        <p className="text-sm text-dim">
          There is no evidence: the run is older than the rules, or its keys were deleted after 180
          days.
        </p>
      )}
      {(readings.length > 0 || run.flags.length > 0) && (
        <FiredRules flags={run.flags} readings={readings} />
      )}
      <QuietRules flags={run.flags} readings={readings} />
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
