/** The tables of mails, which the schema document does not have. */
import type { Deviation } from "./deviations.ts";
import { addedTable } from "./deviations-new-tables.ts";

export const MAIL_TABLES: Deviation[] = [
  ...addedTable(
    55,
    "mails",
    [
      ...["id", "user_id", "kind", "recipient", "facts", "created_at", "attempts", "due_at"],
      ...["sent_at", "given_up_at"],
    ],
    [
      "mails_pkey: primary key",
      "mails_user_id_fkey: foreign key",
      "mails_over_check: check",
      "mails_user_id_idx: index",
      "mails_due_idx: index",
      "mails_created_at_idx: index",
    ],
  ),
  ...addedTable(
    55,
    "account_tokens",
    ["token_hash", "user_id", "purpose", "email", "created_at", "expires_at", "spent_at"],
    [
      "account_tokens_pkey: primary key",
      "account_tokens_user_id_fkey: foreign key",
      "account_tokens_user_id_idx: index",
      "account_tokens_expires_at_idx: index",
    ],
  ),
  ...addedTable(
    55,
    "mail_counts",
    ["subject", "asked_at", "last_asked_at"],
    ["mail_counts_pkey: primary key", "mail_counts_last_asked_at_idx: index"],
  ),
];
