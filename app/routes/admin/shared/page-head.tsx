/** The head of an administration page: its title, an introduction, and its actions. */
import type { ReactNode } from "react";

export const adminMeta = (page: string) => [{ title: `${page} · Administration · Pro Dev` }];

interface PageHeadProps {
  title: ReactNode;
  text?: ReactNode;
  children?: ReactNode;
}

export function PageHead({ title, text, children }: PageHeadProps) {
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
