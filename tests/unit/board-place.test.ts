/** Where a guest's run would stand on the public board. */
import { describe, expect, it } from "vitest";
import { placeOn } from "../../app/routes/play/board-place.tsx";

const board = (scores: number[], next_cursor: string | null = null) => ({
  items: scores.map((score, index) => ({ score, rank: index + 1 })),
  next_cursor,
});

describe("the place that a run would take", () => {
  it("is behind all who have as many points or more, because of equals the earlier is first", () => {
    expect(placeOn(board([900, 500, 500, 100]), 950)).toEqual({ place: 1 });
    expect(placeOn(board([900, 500, 500, 100]), 500)).toEqual({ place: 4 });
    expect(placeOn(board([900, 500, 500, 100]), 99)).toEqual({ place: 5 });
    expect(placeOn(board([]), 1)).toEqual({ place: 1 });
  });

  it("is not known below the first page: then the last place of that page is named", () => {
    expect(placeOn(board([900, 500], "next"), 499)).toEqual({ last: 2, score: 500 });
    expect(placeOn(board([900, 500], "next"), 500)).toEqual({ last: 2, score: 500 });
    expect(placeOn(board([900, 500], "next"), 501)).toEqual({ place: 2 });
  });
});
