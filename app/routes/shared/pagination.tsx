/** Links from one page of a list to its first page and to the next one. */
import { Link } from "@remix-run/react";

interface PageLink {
  to: string;
  label: string;
}

/** Falsy where there is no such page. */
type OptionalLink = PageLink | false | "" | null | undefined;

interface PaginationProps {
  first: OptionalLink;
  next: OptionalLink;
  className?: string;
  preventScrollReset?: boolean;
}

export function Pagination({ first, next, className = "", ...link }: PaginationProps) {
  return (
    <nav aria-label="Pages" className={`flex justify-between gap-3 empty:hidden ${className}`}>
      {first && (
        <Link to={first.to} className="button" {...link}>
          {first.label}
        </Link>
      )}
      {next && (
        <Link to={next.to} className="button ml-auto" rel="next" {...link}>
          {next.label}
        </Link>
      )}
    </nav>
  );
}
