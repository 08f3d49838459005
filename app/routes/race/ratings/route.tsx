/** The board of ratings of a language. */
import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Link, useLoaderData, useLocation } from "@remix-run/react";
import { ratingsOf } from "../../../.server/races/ratings-board/service.ts";
import { ratingsQuerySchema } from "../../../contracts/race.ts";
import { LANGUAGES } from "../../../engine/plan.ts";
import styles from "../../../styles/race.css?url";
import { LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { whole } from "../../../ui/text/format.ts";
import { pageMeta } from "../../shared/meta.ts";
import { Pagination } from "../../shared/pagination.tsx";
import { unwrap } from "../../shared/responses.ts";
import { readSearchParams } from "../../shared/search-params.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta = () => pageMeta("Ratings · Pro Dev", "The best racers of each language.");

const querySchema = ratingsQuerySchema.extend({
  language: ratingsQuerySchema.shape.language.default("PYTHON"),
});

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = readSearchParams(request, querySchema);
  const page = await unwrap(request, context, ratingsOf(context.publicDb, query));
  return {
    ...page,
    language: query.language,
    first: query.cursor === undefined,
    self: context.viewer?.username,
  };
}

const pathOf = (language: string, cursor?: string | null) =>
  `/race/ratings?language=${language}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;

export default function Ratings() {
  const { items, next_cursor, language, first, self } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  return (
    <main className="column">
      <h1>Ratings</h1>
      <p className="mt-3 text-dim">
        Of races between two players or more, by language. A rating is what a player reaches in all
        likelihood: it begins at 1,000, and each race makes it surer.
      </p>
      <nav className="race-languages" aria-label="Language">
        {LANGUAGES.map((each) => (
          <Link
            key={each}
            to={pathOf(each)}
            className="chip"
            aria-current={each === language || undefined}
          >
            {LANGUAGE_NAMES[each]}
          </Link>
        ))}
      </nav>
      {items.length === 0 ? (
        <p className="mt-6">
          Nobody has a rating here yet.{" "}
          <Link to={`/race?language=${language}`} className="link">
            Race
          </Link>
        </p>
      ) : (
        <table className="table mt-6" key={search}>
          <caption className="sr-only">Ratings in {LANGUAGE_NAMES[language]}</caption>
          <thead>
            <tr>
              <th scope="col" className="figure">
                #
              </th>
              <th scope="col">Player</th>
              <th scope="col" className="figure">
                Rating
              </th>
              <th scope="col" className="figure">
                Races
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ rank, user, rating, races }) => (
              <tr
                key={user.username}
                className={user.username === self ? "self" : undefined}
                aria-current={user.username === self || undefined}
              >
                <td className="figure">{rank}</td>
                <th scope="row" className="fill text-left">
                  <Link to={`/u/${user.username}`} className="block truncate">
                    {user.display_name}
                  </Link>
                </th>
                <td className="figure">{whole(rating)}</td>
                <td className="figure text-dim">{races}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pagination
        className="mt-6"
        first={!first && items.length > 0 && { to: pathOf(language), label: "To the top" }}
        next={next_cursor && { to: pathOf(language, next_cursor), label: "Next" }}
      />
    </main>
  );
}
