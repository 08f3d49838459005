/** Which language and difficulty a form that starts a run preselects: one rule for every entrance. */
import { DIFFICULTIES, type Difficulty, LANGUAGES, type Language } from "../engine/plan.ts";

export interface StartChoice {
  language: Language;
  difficulty: Difficulty;
}

/** What one source knows of the choice; null or absent where it knows nothing. */
export type KnownChoice = { [Key in keyof StartChoice]?: StartChoice[Key] | null };

/** For visitors of whom nothing is known. */
export const DEFAULT_CHOICE: StartChoice = { language: "PYTHON", difficulty: "NORMAL" };

/**
 * Returns the choice of the first source that knows it, for language and difficulty apart. The order of the sources is the
 * same everywhere: what the account prefers, what it played last, what this browser remembers, and `DEFAULT_CHOICE`.
 */
export function startChoice(...sources: (KnownChoice | null | undefined)[]): StartChoice {
  const first = <Key extends keyof StartChoice>(key: Key): StartChoice[Key] =>
    sources.find((source) => source?.[key])?.[key] ?? DEFAULT_CHOICE[key];
  return { language: first("language"), difficulty: first("difficulty") };
}

/**
 * Returns the name of the cookie in which a browser remembers language or difficulty. Scripts write it
 * (`ui/forms/remember-choice.ts`), and the server reads it, so that the first paint shows the remembered language.
 */
export const choiceCookie = (key: keyof StartChoice) => `__Host-${key}`;

/** Returns the choice in a `Cookie` header. */
export function rememberedChoice(cookies: string | null): KnownChoice {
  const read = (key: keyof StartChoice) => {
    const prefix = `${choiceCookie(key)}=`;
    const found = cookies?.split("; ").find((cookie) => cookie.startsWith(prefix));
    return found?.slice(prefix.length);
  };
  const [language, difficulty] = [read("language"), read("difficulty")];
  return {
    language: LANGUAGES.find((known) => known === language) ?? null,
    difficulty: DIFFICULTIES.find((known) => known === difficulty) ?? null,
  };
}
