/** What pages say of a run in a race with ghosts. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { ResultWithPlayer } from "../../../app/contracts/game.ts";
import { ModeLine } from "../../../app/routes/results/mode-line.tsx";
import { StatusCard } from "../../../app/routes/results/status-card.tsx";
import { StatusBadge } from "../../../app/routes/shared/status-badge.tsx";

const session = { mode: "ghost_race" } as ResultWithPlayer["session"];
const run = {
  ...{ status: "UNRANKED", off_boards: false, playtime_seconds: 180, total_words_typed: 200 },
  session,
} as ResultWithPlayer;

it("a run in a race with ghosts says so, and why it counts for nothing", () => {
  const words = (element: Parameters<typeof renderToStaticMarkup>[0]) =>
    renderToStaticMarkup(element).replace(/<[^>]+>/g, "");
  expect(words(createElement(ModeLine, { session, text: null }))).toBe("Unrated race");
  expect(words(createElement(StatusBadge, { run }))).toBe("unranked");
  expect(words(createElement(StatusCard, { result: run }))).toBe(
    "– UnrankedA race alone or against ghosts, whose plan everybody can look up, is re-computed like any other run, but counts for no rating, no statistics and no leaderboard.",
  );
});
