import {
  data,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { requireRole } from "../../../.server/auth/authorization/service.ts";
import { listSnippets } from "../../../.server/snippets/service.ts";
import { snippetQuerySchema } from "../../../contracts/snippet.ts";
import styles from "../../../styles/admin-snippets.css?url";
import { requireViewer } from "../../shared/authentication.ts";
import { Pagination } from "../../shared/pagination.tsx";
import { pathWithSearch } from "../../shared/path-with-search.ts";
import { unwrap } from "../../shared/responses.ts";
import { parseListQuery } from "../../shared/search-params.ts";
import { adminMeta, PageHead } from "../shared/page-head.tsx";
import { SnippetFilters } from "./filters.tsx";
import { SnippetTable } from "./snippet-table.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => adminMeta("Snippets");

const PATH = "/admin/snippets";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { values, query, errors, status } = parseListQuery(request, snippetQuerySchema);
  if (!query) {
    await unwrap(request, context, requireRole(context.db, viewer, "ADMIN"));
    return data({ page: null, first: true, values, errors }, { status });
  }
  const page = await unwrap(request, context, listSnippets(context.db, viewer, query));
  return data({ page, first: query.cursor === undefined, values, errors }, { status });
}

export default function Snippets() {
  const { page, first, values, errors } = useLoaderData<typeof loader>();
  const { cursor: _, limit: __, ...filters } = values;
  const items = page?.items ?? [];
  return (
    <>
      <PageHead
        title="Snippets"
        text="The code that the game is made of. How fast it was typed, and how much of it was fixed, is measured from verified runs."
      >
        <Link to="/admin/snippets/import" className="button">
          Import
        </Link>
        <Link to="/admin/snippets/new" className="button button-primary">
          New snippet
        </Link>
      </PageHead>
      <SnippetFilters values={filters} errors={errors} />
      {page && items.length === 0 && (
        <p className="card text-center text-dim">
          {first ? "grep found nothing." : "The list ends here."}
        </p>
      )}
      {items.length > 0 && <SnippetTable snippets={items} />}
      <Pagination
        first={!first && { to: pathWithSearch(PATH, filters), label: "To the first" }}
        next={
          page?.next_cursor && {
            to: pathWithSearch(PATH, { ...filters, cursor: page.next_cursor }),
            label: "More",
          }
        }
      />
    </>
  );
}
