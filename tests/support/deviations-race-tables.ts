/** The tables of races, which the schema document does not have. */
import type { Deviation } from "./deviations.ts";
import { addedTable } from "./deviations-new-tables.ts";

export const RACE_TABLES: Deviation[] = [
  ...addedTable(
    53,
    "races",
    [
      ...["id", "code", "language", "difficulty", "seed", "engine_version", "snippet_versions"],
      ...["rated", "started_at", "ended_at"],
    ],
    ["races_pkey: primary key", "races_code_idx: index", "races_plans_idx: index"],
  ),
  ...addedTable(
    53,
    "race_players",
    [
      ...["id", "race_id", "number", "user_id", "result_id", "name", "place", "final_score"],
      ...["standard_wpm", "outcome", "rating_before", "rating_after", "is_ghost"],
    ],
    [
      "race_players_pkey: primary key",
      "race_players_race_id_fkey: foreign key",
      "race_players_race_id_number_key: unique key",
      "race_players_user_id_fkey: foreign key",
      "race_players_user_id_idx: index",
      "race_players_result_id_fkey: foreign key",
      "race_players_result_id_idx: index",
    ],
  ),
  ...addedTable(
    53,
    "race_ratings",
    ["user_id", "language", "mu", "sigma", "rating", "races", "updated_at"],
    [
      "race_ratings_pkey: primary key",
      "race_ratings_user_id_fkey: foreign key",
      "race_ratings_board_idx: index",
    ],
  ),
  ...addedTable(
    54,
    "race_reports",
    ["id", "race_id", "number", "reporter_id", "reason", "created_at", "settled_at"],
    [
      "race_reports_pkey: primary key",
      "race_reports_race_id_number_fkey: foreign key",
      "race_reports_reporter_id_fkey: foreign key",
      "race_reports_race_id_number_reporter_id_key: unique key",
      "race_reports_reporter_id_idx: index",
      "race_reports_open_idx: index",
    ],
  ),
];
