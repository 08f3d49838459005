import { Link, useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import type { Difficulty, Language } from "../../engine/plan.ts";

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
      <Link to={again} className="start">
        Play again <kbd>Enter</kbd>
      </Link>
      <Link to="/leaderboard" className="text-text underline underline-offset-4">
        Leaderboard
      </Link>
      <Link to="/history" className="text-text underline underline-offset-4">
        Your history
      </Link>
    </nav>
  );
}
