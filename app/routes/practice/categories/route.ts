/** The categories from which a drill of a language can be made, for the form. They change when somebody edits a snippet. */
import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { z } from "zod";
import { drillCategories } from "../../../.server/practice/drills/categories.ts";
import { languageSchema } from "../../../contracts/game.ts";
import { unwrap } from "../../shared/responses.ts";
import { readSearchParams } from "../../shared/search-params.ts";

const querySchema = z.object({ language: languageSchema });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { language } = readSearchParams(request, querySchema);
  const { publicDb, drillPools: pools, now } = context;
  const call = drillCategories(publicDb, language, { pools, now });
  const categories = await unwrap(request, context, call);
  return Response.json(categories, { headers: { "Cache-Control": "public, max-age=3600" } });
}
