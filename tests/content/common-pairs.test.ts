import { describe, expect, it } from "vitest";
import { COMMON_PAIRS } from "../../app/.server/practice/keystrokes/common-pairs.ts";
import { streamOf } from "../../app/engine/drills/windows.ts";
import { LANGUAGES } from "../../app/engine/plan.ts";
import { readSnippets } from "../../seed/snippets.ts";

const snippets = await readSnippets();

describe.each(LANGUAGES)("the common pairs of %s", (language) => {
  it("are 260, and three in four of the pairs of its snippets", () => {
    expect(COMMON_PAIRS[language].size).toBe(260);
    let all = 0;
    let common = 0;
    for (const snippet of snippets) {
      if (snippet.language !== language) continue;
      const stream = streamOf(snippet.snippet_text);
      for (let at = 1; at < stream.length; at += 1) {
        all += 1;
        if (COMMON_PAIRS[language].has(stream.slice(at - 1, at + 1))) common += 1;
      }
    }
    expect(common / all).toBeGreaterThan(0.74);
  });
});
