/** What the browser says of code while it is written, by the server's own rules. */
import { useEffect, useMemo, useState } from "react";
import type { Diagnostic } from "../../../../code/diagnostics.ts";
import type { Highlight } from "../../../../contracts/highlight.ts";
import { normalizeText } from "../../../../contracts/snippet.ts";
import type { Difficulty, Language } from "../../../../engine/plan.ts";
import { countTokens } from "../../../../engine/v1/tokens.ts";

const load = async () => {
  const [{ highlightRanges }, { checkSnippet }] = await Promise.all([
    import("../../../../code/parsers.ts"),
    import("../../../../code/rules.ts"),
  ]);
  return { highlightRanges, checkSnippet };
};

type Rules = Awaited<ReturnType<typeof load>>;

export interface Draft {
  language: Language;
  difficulty: Difficulty;
  category: string;
  text: string;
}

export interface Analysis {
  tokens: number;
  lines: number;
  /** None of both before the parsers are here: they are larger than the rest of the page. */
  colours?: Highlight;
  faults?: Diagnostic[];
}

export function useAnalysis({ text, language, difficulty }: Draft): Analysis {
  const [rules, setRules] = useState<Rules>();
  useEffect(() => {
    let wanted = true;
    // Without them the server says what is wrong.
    load().then(
      (loaded) => wanted && setRules(loaded),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, []);
  return useMemo(() => {
    // As it will be kept; but a caret may stand in blank lines, and what is written is coloured as it is.
    const kept = normalizeText(text);
    const lines = kept.split("\n").filter((line) => line.trim() !== "").length;
    const counted = { tokens: countTokens(kept), lines };
    if (!rules) return counted;
    return {
      ...counted,
      colours: rules.highlightRanges(text, language),
      faults: rules.checkSnippet(kept, language, difficulty),
    };
  }, [rules, text, language, difficulty]);
}
