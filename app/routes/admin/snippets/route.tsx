import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { requireRole } from "../../../.server/auth/authorization/service.ts";
import { snippets } from "../../../.server/snippets/service.ts";
import { fieldErrors, PROBLEMS } from "../../../contracts/problem.ts";
import { snippetQuerySchema } from "../../../contracts/snippet.ts";
import styles from "../../../styles/admin-snippets.css?url";
import { requireViewer, unwrap } from "../../shared/responses.ts";
import { searchParamsOf } from "../../shared/search-params.ts";
import { adminMeta, PageHead } from "../shared/page-head.tsx";
import { type Asked, Filters } from "./filters.tsx";
import { searchOf } from "./search-params.ts";
import { SnippetTable } from "./snippet-table.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = () => adminMeta("Snippets");

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(request, context.viewer);
  const { cursor, limit, ...values } = searchParamsOf(request);
  const asked: Asked = { values, errors: {} };
  const query = snippetQuerySchema.safeParse({ ...values, cursor, limit });
  if (!query.success) {
    await unwrap(request, context, requireRole(context.db, viewer, "ADMIN"));
    for (const { path, message } of fieldErrors(query.error)) asked.errors[path] ??= message;
    return data({ page: null, first: true, asked }, { status: PROBLEMS.validation_failed.status });
  }
  const page = await unwrap(request, context, snippets(context.db, viewer, query.data));
  return data({ page, first: cursor === undefined, asked });
}

export default function Snippets() {
  const { page, first, asked } = useLoaderData<typeof loader>();
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
      <Filters asked={asked} />
      {page && items.length === 0 && (
        <p className="card text-center text-dim">
          {first ? "grep found nothing." : "The list ends here."}
        </p>
      )}
      {items.length > 0 && <SnippetTable snippets={items} />}
      <nav aria-label="Pages" className="flex flex-wrap gap-3">
        {!first && (
          <Link to={`/admin/snippets${searchOf(asked.values)}`} className="button">
            To the first
          </Link>
        )}
        {page?.next_cursor && (
          <Link
            to={`/admin/snippets${searchOf({ ...asked.values, cursor: page.next_cursor })}`}
            className="button ml-auto"
            rel="next"
          >
            More
          </Link>
        )}
      </nav>
    </>
  );
}
