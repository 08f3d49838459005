import { describe, expect, it } from "vitest";
import { shareText } from "../../app/ui/runs/share-text.ts";
import { whole } from "../../app/ui/text/format.ts";

describe("the text to share", () => {
  it.each([0, 980, 9_412, 1_234_567])("has the score %i as the pages show it", (score) => {
    const run = { score, standard_wpm: 61.6, key_accuracy: 97.4, waves_completed: 3 };
    expect(shareText("daily", run).split("\n")[1]).toBe(
      `${whole(score)} points · 62 wpm · 97.4% · 3 waves`,
    );
  });

  it("leaves out what is not known of an old run", () => {
    const run = { score: 980, standard_wpm: null, key_accuracy: null, waves_completed: 1 };
    expect(shareText("daily", run).split("\n")[1]).toBe("980 points · 1 wave");
  });
});
