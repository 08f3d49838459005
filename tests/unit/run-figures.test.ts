/** What the report of a run says: of its speed at the end, of what got through, and how far it came. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Outage } from "../../app/engine/analysis/analysis.ts";
import { Outages } from "../../app/ui/runs/outages.tsx";
import { PaceChart } from "../../app/ui/runs/pace-chart.tsx";
import { decisionText, verdictText } from "../../app/ui/runs/race-verdict.tsx";
import { RunAdviceList } from "../../app/ui/runs/run-advice.tsx";
import { wavesSurvivedOfText, wavesSurvivedText } from "../../app/ui/text/waves-survived.ts";

const textOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

describe("the chart of the speed over a run", () => {
  it("says that the figure at its right end is the speed of the last stretch, and not that of the run", () => {
    const stretch = { errors: 0, hits: 0 };
    const pace = [
      { ...stretch, from: 0, to: 6_000, keys: 30 },
      { ...stretch, from: 6_000, to: 12_000, keys: 10 },
    ];
    const html = renderToStaticMarkup(createElement(PaceChart, { pace }));
    expect(textOf(html)).toContain("WPM from 0:06 on 20.0");
  });
});

describe("what got through", () => {
  const outages: Outage[] = [{ kind: "regression", count: 2, damage: 9 }];
  const stretch = { keys: 30, errors: 0, hits: 1 };
  const pace = [0, 6_000].map((from) => ({ ...stretch, from, to: from + 6_000 }));

  it("is said once: neither the chart nor the advice says it again", () => {
    const parts = [
      createElement(Outages, { outages }),
      createElement(PaceChart, { pace }),
      createElement(RunAdviceList, { advice: [], outages }),
    ];
    const text = parts.map((part) => textOf(renderToStaticMarkup(part))).join(" ");
    expect(text).toContain("A dotted line");
    expect(text.match(/got through/gi)).toHaveLength(1);
    expect(text.match(/\(−9\)/g)).toHaveLength(1);
  });
});

describe("advice on a run without a weakness", () => {
  const adviceOn = (outages: Outage[]) =>
    textOf(renderToStaticMarkup(createElement(RunAdviceList, { advice: [], outages })));

  it("is left out where nothing got through, and where nothing helps against what did", () => {
    expect(adviceOn([])).toBe("");
    expect(adviceOn([{ kind: "bug", count: 1, damage: 8 }])).toBe("");
  });

  it("names what cost most uptime, and what helps against it", () => {
    const text = adviceOn([
      { kind: "regression", count: 4, damage: 44 },
      { kind: "bug", count: 5, damage: 40 },
    ]);
    expect(text).toContain("What cost uptime");
    expect(text).toContain("Most of all regressions . Fix them without an error");
  });
});

describe("how far a run came", () => {
  it("is said in waves that were survived, in the panel and on the page of the result alike", () => {
    const texts = ["Survived no wave", "Survived 1 wave", "Survived 6 waves"];
    expect([0, 1, 6].map(wavesSurvivedText)).toEqual(texts);
    expect(wavesSurvivedOfText(6, 10)).toBe("Survived 6 of 10 waves");
    expect(wavesSurvivedOfText(0, 1)).toBe("Survived none of 1 wave");
  });
});

describe("the verdict in words", () => {
  it("names whom the winner beat, and what decided a race that was behind until its end", () => {
    const names = { own: "You", rival: "Test Pilot", against: "Test Pilot" };
    const won = (behind: number) =>
      ({ winner: "own", by: 1_219, decision: { kind: "ending", behind } }) as const;
    expect(verdictText({ verdict: won(0), ...names })).toBe("You won by 1,219 against Test Pilot.");
    expect(decisionText({ verdict: won(40), ...names })).toBe(
      "You were 40 behind until the end, which adds the points for speed and care.",
    );
    expect(decisionText({ verdict: won(0), ...names })).toMatch(/^Level until the end/);
    const swing = (gained: number) =>
      ({
        winner: "own",
        by: 1_000,
        decision: { kind: "swing", from: 26_000, to: 36_000, gained },
      }) as const;
    expect(decisionText({ verdict: swing(500), ...names })).toBe(
      "Decided from 0:26 to 0:36: 500 points of the lead came in these seconds.",
    );
    expect(decisionText({ verdict: swing(499), ...names })).toBe(
      "You pulled away little by little, and gained the most from 0:26 to 0:36, 499 points.",
    );
    const lost = { winner: "rival", by: 7, decision: null } as const;
    expect(verdictText({ verdict: lost, ...names })).toBe("Test Pilot won by 7.");
    // The raced player reads it.
    const answered = { verdict: won(0), own: "@answerer", rival: "You", against: "You" };
    expect(verdictText(answered)).toBe("@answerer beat you by 1,219.");
  });
});
