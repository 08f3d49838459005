/** The categories of code from which a drill can be made. */
import type { DrillCategories } from "../../../contracts/practice.ts";
import { categoriesOf } from "../../../engine/drills/pool.ts";
import type { Language } from "../../../engine/plan.ts";
import type { Db } from "../../db/client.ts";
import type { DrillPools } from "./pools.ts";
import { findPool } from "./queries.ts";

/** Returns the categories of a language. */
export async function drillCategories(
  db: Db,
  language: Language,
  { pools, now }: { pools: DrillPools; now: Date },
): Promise<DrillCategories> {
  const windows =
    pools.get(language, now) ?? pools.set(language, await findPool(db, language), now);
  return categoriesOf(windows);
}
