/** Everything that is stored about an account, by table. */
import { z } from "zod";
import { timeSchema } from "./account.ts";

const rows = z.array(z.record(z.string(), z.unknown()));

export const exportSchema = z
  .object({
    exported_at: timeSchema,
    account: z.record(z.string(), z.unknown()),
    user_statistics: rows,
    user_settings: rows,
    sign_ins: rows,
    refresh_tokens: rows,
    game_sessions: rows,
    game_results: rows,
    typing_sessions: rows,
    typing_results: rows,
    leaderboards: rows,
    keystroke_statistics: rows,
    user_achievements: rows,
    friend_relationships: rows,
    blocks: rows,
    friend_request_counts: rows,
    notifications: rows,
    own_texts: rows,
    race_players: rows,
    race_reports: rows,
    race_ratings: rows,
    mails: rows,
    account_events: rows,
    account_tokens: rows,
    user_identities: rows,
    sign_in_failures: rows,
  })
  .meta({ id: "Export" });
export type Export = z.infer<typeof exportSchema>;
