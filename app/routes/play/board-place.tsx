/** Which place a guest's run would take on the public board of its language and difficulty. */
import { Link } from "@remix-run/react";
import { useEffect, useState } from "react";
import type { Board } from "../../contracts/leaderboard.ts";
import type { Plan } from "../../engine/plan.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../ui/text/enum-names.ts";
import { whole } from "../../ui/text/format.ts";

/** The longest page of a board. */
const PAGE = 100;

type FirstPage = {
  items: readonly Pick<Board["items"][number], "score" | "rank">[];
  next_cursor: string | null;
};

/** A place on the board, or the last place of its first page, with its points, for a run that is below it. */
export type BoardPlace = { place: number } | { last: number; score: number };

/** Returns where a run with `score` would stand: of equals the earlier run is first. */
export function placeOn({ items, next_cursor }: FirstPage, score: number): BoardPlace {
  const above = items.filter((entry) => entry.score >= score).length;
  const last = items.at(-1);
  if (next_cursor !== null && last && above === items.length)
    return { last: last.rank, score: last.score };
  return { place: above + 1 };
}

type Choice = Pick<Plan, "language" | "difficulty">;

/** Returns where a run would stand; undefined without an answer of the server. */
async function loadPlace({ language, difficulty }: Choice, score: number) {
  try {
    const query = new URLSearchParams({ language, difficulty, limit: String(PAGE) });
    const response = await fetch(`/api/leaderboard?${query}`);
    return response.ok ? placeOn((await response.json()) as Board, score) : undefined;
  } catch {
    return undefined;
  }
}

/** Asks the board once, when the panel is there. Its line is empty until the board answers, and stays so without an answer. */
export function GuestPlace({ language, difficulty, score }: Choice & { score: number }) {
  const [place, setPlace] = useState<BoardPlace>();
  useEffect(() => {
    let mounted = true;
    void loadPlace({ language, difficulty }, score).then((found) => mounted && setPlace(found));
    return () => {
      mounted = false;
    };
  }, [language, difficulty, score]);
  const board = (
    <Link className="link" to={`/leaderboard?language=${language}&difficulty=${difficulty}`}>
      {DIFFICULTY_NAMES[difficulty].toUpperCase()} board in {LANGUAGE_NAMES[language]}
    </Link>
  );
  return (
    <p className="end-place">
      {place && "place" in place && (
        <>
          That would be <strong>place {whole(place.place)}</strong> on the {board}.
        </>
      )}
      {place && "last" in place && (
        <>
          The {whole(place.last)}th place on the {board} has <strong>{whole(place.score)}</strong>.
        </>
      )}
    </p>
  );
}
