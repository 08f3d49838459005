/** In which kind of token the errors of a run gathered, as its result page says. */
import { describe, expect, it } from "vitest";
import { errorFocusOf } from "../../app/.server/progress/result-page/error-focus.ts";
import type { Press } from "../../app/engine/keystrokes/press.ts";
import { createPlan } from "../support/plans.ts";

const CODE = "total = (first + second) * [third, fourth][count]";

/** Types the code once. @param missed how often each character is missed before its first hit */
function focusFor(missed: Record<string, number>, code = CODE) {
  const snippets = [{ category: "lists", snippet_text: code }];
  const focus = errorFocusOf(createPlan({ language: "JAVASCRIPT", snippets }));
  const left = new Map(Object.entries(missed));
  [...code].forEach((expected, column) => {
    const press: Omit<Press, "typed"> = {
      t: column,
      expected,
      before: null,
      ms: null,
      recovery_ms: null,
      place: expected === " " ? null : { snippet: 0, line: 0, column },
    };
    for (let n = left.get(expected) ?? 0; n > 0; n -= 1) focus.add({ ...press, typed: "~" });
    left.delete(expected);
    focus.add({ ...press, typed: expected });
  });
  return focus.found();
}

describe("the errors of a run", () => {
  it("gathered in the kind whose share of them exceeds its share of the keys most", () => {
    // Names are missed as often, but are far more of the code.
    expect(focusFor({ "(": 1, "[": 3, t: 4, " ": 2 })).toEqual({
      kind: "bracket",
      error_percentage: 40,
      key_percentage: (6 / CODE.length) * 100,
      keys: ["[", "("],
    });
  });

  it("can gather in blanks, which belong to no token", () => {
    const focus = focusFor({ " ": 4, t: 1 });
    expect(focus).toMatchObject({ kind: "blank", error_percentage: 80, keys: [" "] });
  });

  it("name no key that cannot be drilled, because no keyboard has it", () => {
    const focus = focusFor({ ü: 4, r: 2 }, "prüfe = 1");
    expect(focus).toMatchObject({ kind: "identifier", keys: ["r"] });
  });

  it("say nothing when there are fewer than five", () => {
    expect(focusFor({ "(": 4 })).toBeNull();
    expect(focusFor({ "(": 5 })).toMatchObject({ kind: "bracket", error_percentage: 100 });
  });

  it("name no kind that has less than a fifth of them", () => {
    // Of 20 errors, three are brackets, three operators, and the rest names.
    const focus = focusFor({ "(": 3, "=": 3, t: 14 });
    expect(focus).toMatchObject({ kind: "identifier", error_percentage: 70, keys: ["t"] });
  });
});
