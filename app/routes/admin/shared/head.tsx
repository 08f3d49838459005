/** The title of a page of the administration, what it is about, and beside it what it offers. */
import type { ReactNode } from "react";

export const titleOf = (page: string) => [{ title: `${page} · Administration · Pro Dev` }];

interface HeadProps {
  title: ReactNode;
  text?: ReactNode;
  children?: ReactNode;
}

export function Head({ title, text, children }: HeadProps) {
  return (
    <div className="admin-head">
      <div className="min-w-0">
        <h1>{title}</h1>
        {text && <p className="admin-text">{text}</p>}
      </div>
      {children && <div className="admin-acts">{children}</div>}
    </div>
  );
}
