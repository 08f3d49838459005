/** The links between pages of a list that is sorted by time, newest first. */
import { Pagination } from "../../shared/pagination.tsx";
import { pathWithSearch } from "../../shared/path-with-search.ts";

interface AdminPaginationProps {
  path: string;
  /** The values in the URL: the filters, and the cursor of this page. */
  values: Record<string, string>;
  next: string | null;
}

export function AdminPagination({ path, values, next }: AdminPaginationProps) {
  const { cursor, ...filters } = values;
  return (
    <Pagination
      first={cursor !== undefined && { to: pathWithSearch(path, filters), label: "Newest" }}
      next={
        next !== null && { to: pathWithSearch(path, { ...filters, cursor: next }), label: "Older" }
      }
    />
  );
}
