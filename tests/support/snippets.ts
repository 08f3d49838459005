/** Drafts of snippets. */
import type { SnippetDraft } from "../../app/contracts/snippet.ts";

let count = 0;

/** Returns a valid draft, whose text no other draft has. */
export function draft(overrides: Partial<SnippetDraft> = {}): SnippetDraft {
  count += 1;
  return {
    language: "PYTHON",
    difficulty: "EASY",
    category: "loops",
    snippet_text: `for turn_${count} in range(${count}):\n    print(turn_${count})`,
    expected_wpm: 40,
    ...overrides,
  };
}
