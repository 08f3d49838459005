/** The tables of accounts elsewhere and of ways in, which the schema document does not have. */
import { type Deviation, explainedBy } from "./deviations.ts";
import { addedTable } from "./deviations-new-tables.ts";

export const IDENTITY_TABLES: Deviation[] = [
  ...explainedBy(56, "AuthProvider: enum added"),
  ...addedTable(
    56,
    "user_identities",
    ["id", "user_id", "provider", "subject", "label", "created_at", "last_used_at"],
    [
      "user_identities_pkey: primary key",
      "user_identities_user_id_fkey: foreign key",
      "user_identities_provider_subject_key: unique key",
      "user_identities_user_id_provider_key: unique key",
    ],
  ),
  ...addedTable(
    56,
    "account_events",
    ["id", "created_at", "user_id", "username", "action", "details"],
    [
      "account_events_pkey: primary key",
      "account_events_user_id_fkey: foreign key",
      "account_events_action_check: check",
      "account_events_time_idx: index",
      "account_events_user_idx: index",
      "account_events_username_idx: index",
      "account_events_action_idx: index",
    ],
  ),
];
