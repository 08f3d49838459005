/** Tests of the syntax check, each a list of programs. */
import { expect, it } from "vitest";
import { formatDiagnostic } from "../../app/code/diagnostics.ts";
import { checkSnippet } from "../../app/code/rules.ts";
import type { Language } from "../../app/engine/plan.ts";

/** The fault of a snippet with too few or too many lines, which these tests leave out. */
const LINE_COUNT_FAULT = /^EASY has/;

export const faultsOf = (text: string, language: Language) =>
  checkSnippet(text, language, "EASY")
    .map(formatDiagnostic)
    .filter((fault) => !LINE_COUNT_FAULT.test(fault));

/** Tests that each program is refused with the given first fault, whose `Line 1, column ` is left out. */
export const itRefuses = (language: Language, programs: [string, string][]) =>
  it.each(programs)("refuses %j", (text, fault) => {
    const [first = "nothing"] = faultsOf(text, language);
    expect(first.replace(/^Line 1, column (?=\d)/, "")).toBe(fault);
  });

export const itAccepts = (language: Language, programs: string[]) =>
  it.each(programs)("accepts %j", (text) => expect(faultsOf(text, language)).toEqual([]));
