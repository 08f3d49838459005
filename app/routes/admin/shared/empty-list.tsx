/** What lists of the administration have in common: reading what is asked, the way to more, and when there is nothing. */
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { z } from "zod";
import { fieldErrors } from "../../../contracts/problem.ts";
import { searchParamsOf } from "../../shared/search-params.ts";

/** What the address asks for, as it was written and as the contract reads it; what is wrong, by field. */
export function readAsked<T>(request: Request, schema: z.ZodType<T>) {
  const values = searchParamsOf(request);
  const query = schema.safeParse(values);
  const errors: Record<string, string> = {};
  if (query.success) return { values, query: query.data, errors };
  for (const { path, message } of fieldErrors(query.error)) errors[path] ??= message;
  return { values, errors };
}

/** The address of a page of a list, with what was asked for and without what was left out. */
export function addressOf(path: string, values: Record<string, string>): string {
  const search = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
  return search.size > 0 ? `${path}?${search}` : path;
}

interface PagesProps {
  path: string;
  values: Record<string, string>;
  next: string | null;
}

export function Pages({ path, values, next }: PagesProps) {
  const { cursor, ...kept } = values;
  return (
    <nav aria-label="Pages" className="flex justify-between gap-3 empty:hidden">
      {cursor && (
        <Link to={addressOf(path, kept)} className="button">
          Newest
        </Link>
      )}
      {next && (
        <Link to={addressOf(path, { ...kept, cursor: next })} className="button ml-auto" rel="next">
          Older
        </Link>
      )}
    </nav>
  );
}

interface NothingProps {
  title: string;
  text: string;
  children?: ReactNode;
}

/** Instead of a table without rows. */
export function EmptyList({ title, text, children }: NothingProps) {
  return (
    <div className="card py-10 text-center">
      <p className="font-mono font-bold">{title}</p>
      <p className="mt-2 text-dim">{text}</p>
      {children && <p className="mt-5">{children}</p>}
    </div>
  );
}
