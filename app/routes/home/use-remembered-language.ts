import { useCallback, useEffect, useState } from "react";
import { LANGUAGES, type Language } from "../../engine/plan.ts";

const KEY = "pro-dev.language";

function remembered(): Language | undefined {
  try {
    const stored = localStorage.getItem(KEY);
    return LANGUAGES.find((language) => language === stored);
  } catch {
    return undefined;
  }
}

/** The language that was tapped last in this browser; until then the one of the `habit`. */
export function useRememberedLanguage(habit: Language | null) {
  const [language, setLanguage] = useState<Language>(habit ?? "PYTHON");
  useEffect(() => {
    const found = remembered();
    if (found) setLanguage(found);
  }, []);
  const choose = useCallback((chosen: Language) => {
    setLanguage(chosen);
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // Without storage it holds for this visit.
    }
  }, []);
  return [language, choose] as const;
}
