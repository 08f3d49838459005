/** Checks and colours code in the browser while it is written, by the server's own rules. */
import { useEffect, useMemo, useState } from "react";
import type { Highlight } from "../../../../contracts/highlight.ts";
import { normalizeText } from "../../../../contracts/snippet.ts";
import type { Difficulty, Language } from "../../../../engine/plan.ts";
import { countTokens } from "../../../../engine/tokens.ts";
import type { CheckedCode } from "../../../shared/code-editor/check-result.tsx";

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

export interface Analysis extends CheckedCode {
  colours?: Highlight;
}

export function useAnalysis({ text, language, difficulty }: Draft): Analysis {
  const [rules, setRules] = useState<Rules>();
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
  return useMemo(() => {
    // Faults and counts are those of the text as it is stored; colours are those of the text in the field.
    const stored = normalizeText(text);
    const lines = stored.split("\n").filter((line) => line.trim() !== "").length;
    const counted = { tokens: countTokens(stored), lines };
    if (!rules) return counted;
    return {
      ...counted,
      colours: rules.highlightRanges(text, language),
      faults: rules.checkSnippet(stored, language, difficulty),
    };
  }, [rules, text, language, difficulty]);
}
