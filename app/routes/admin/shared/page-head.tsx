/** The title of a page of the administration, what it is about, and beside it what it offers. */
import type { ReactNode } from "react";

export const adminMeta = (page: string) => [{ title: `${page} · Administration · Pro Dev` }];

interface HeadProps {
  title: ReactNode;
  text?: ReactNode;
  children?: ReactNode;
}

export function PageHead({ title, text, children }: HeadProps) {
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
