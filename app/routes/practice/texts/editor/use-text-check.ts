/** Checks and colours an own text in the browser while it is written, by the server's own rules. */
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import type { Highlight } from "../../../../contracts/highlight.ts";
import {
  lineCount,
  type OwnTextDraft,
  ownTextDraftSchema,
} from "../../../../contracts/own-text.ts";
import { countTokens } from "../../../../engine/tokens.ts";
import type { CheckedCode } from "../../../shared/code-editor/check-result.tsx";

const load = async () => {
  const [{ highlightRanges }, { checkOwnText }] = await Promise.all([
    import("../../../../code/parsers.ts"),
    import("../../../../code/own-text.ts"),
  ]);
  return { highlightRanges, checkOwnText };
};

type Rules = Awaited<ReturnType<typeof load>>;

export interface TextCheck extends CheckedCode {
  colours: Highlight | undefined;
}

/** Returns the errors of a text: its limits first, since a text beyond them is not parsed. */
function faultsOf(text: string, language: OwnTextDraft["language"], rules: Rules) {
  const limits = ownTextDraftSchema.shape.text.safeParse(text);
  if (limits.success) return rules.checkOwnText(text, language);
  return limits.error.issues.map(({ message }) => ({ message }));
}

export function useTextCheck({ text, language }: OwnTextDraft): TextCheck {
  const [rules, setRules] = useState<Rules>();
  // The errors may come a moment after the letters; the colours lie under them, and may not.
  const later = useDeferredValue(text);
  useEffect(() => {
    let mounted = true;
    // If they cannot be loaded, the server still checks the code.
    load().then(
      (loaded) => mounted && setRules(loaded),
      () => {},
    );
    return () => {
      mounted = false;
    };
  }, []);
  const colours = useMemo(() => rules?.highlightRanges(text, language), [rules, text, language]);
  const checked = useMemo(
    () => ({
      tokens: countTokens(later),
      lines: lineCount(later),
      ...(rules && { faults: faultsOf(later, language, rules) }),
    }),
    [rules, later, language],
  );
  return { ...checked, colours };
}
