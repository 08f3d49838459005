import { describe, expect, it } from "vitest";
import { shareText } from "../../app/ui/runs/share-text.ts";
import { whole } from "../../app/ui/text/format.ts";

describe("the text to share", () => {
  it.each([0, 980, 9_412, 1_234_567])("has the score %i as the pages show it", (score) => {
    const run = { score, words_per_minute: 61.6, accuracy_percentage: 97.4, waves_completed: 3 };
    expect(shareText("daily", run).split("\n")[1]).toBe(
      `${whole(score)} points · 62 wpm · 97.4% · 3 waves`,
    );
  });
});
