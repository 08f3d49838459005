import { Link, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import type { Difficulty, Language } from "../../engine/plan.ts";
import { Key } from "../../ui/key.tsx";

/** Who was typing a moment ago may still be: an Enter this early was meant for the game. */
const SETTLE = 900;

/** Enter plays again, from anywhere but a control. */
function useEnter(to: string) {
  const navigate = useNavigate();
  useEffect(() => {
    const since = performance.now();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || event.repeat || event.target !== document.body) return;
      if (performance.now() - since > SETTLE) navigate(to);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [navigate, to]);
}

export function Actions({ language, difficulty }: { language: Language; difficulty: Difficulty }) {
  const again = `/play?language=${language}&difficulty=${difficulty}`;
  useEnter(again);
  return (
    <nav aria-label="What next" className="flex flex-wrap items-center gap-x-6 gap-y-4">
      <Link to={again} className="button button-primary" aria-keyshortcuts="Enter">
        Play again <Key>Enter</Key>
      </Link>
      <Link to="/leaderboard" className="link">
        Leaderboard
      </Link>
      <Link to="/history" className="link">
        Your history
      </Link>
    </nav>
  );
}
