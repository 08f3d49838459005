import { useCallback, useEffect, useState } from "react";
import { LANGUAGES, type Language } from "../../engine/plan.ts";

const KEY = "pro-dev.language";

function readStored(): Language | undefined {
  try {
    const stored = localStorage.getItem(KEY);
    return LANGUAGES.find((language) => language === stored);
  } catch {
    return undefined;
  }
}

/**
 * Returns the language that was chosen last in this browser, and a function that chooses another.
 *
 * @param usual the language that the viewer plays most; Python if null
 */
export function useRememberedLanguage(usual: Language | null) {
  const [language, setLanguage] = useState<Language>(usual ?? "PYTHON");
  useEffect(() => {
    const stored = readStored();
    if (stored) setLanguage(stored);
  }, []);
  const choose = useCallback((chosen: Language) => {
    setLanguage(chosen);
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // Without storage the choice lasts until the page is left.
    }
  }, []);
  return [language, choose] as const;
}
