/** The table of accounts elsewhere, which the schema document does not have. */
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
];
