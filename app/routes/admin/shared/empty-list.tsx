/** Shown instead of a list without items. */
import type { ReactNode } from "react";

interface EmptyListProps {
  title: string;
  text: string;
  children?: ReactNode;
}

export function EmptyList({ title, text, children }: EmptyListProps) {
  return (
    <div className="card py-10 text-center">
      <p className="font-mono font-bold">{title}</p>
      <p className="mt-2 text-dim">{text}</p>
      {children && <p className="mt-5">{children}</p>}
    </div>
  );
}
