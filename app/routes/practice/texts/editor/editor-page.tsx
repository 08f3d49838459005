import type { ReactNode } from "react";
import { PracticeNav } from "../../practice-nav.tsx";

interface EditorPageProps {
  title: string;
  text: string;
  children: ReactNode;
}

export function EditorPage({ title, text, children }: EditorPageProps) {
  return (
    <main className="column texts-page text-page">
      <PracticeNav />
      <div>
        <h1 className="break-words">{title}</h1>
        <p className="mt-3 text-dim">{text}</p>
      </div>
      {children}
    </main>
  );
}
