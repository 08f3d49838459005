/** The options of each preference, with their names. */
import type { ReactNode } from "react";
import { RESTART_KEYS, TARGET_KEYS, THEMES, type Theme } from "../../../contracts/settings.ts";
import { DIFFICULTIES, LANGUAGES } from "../../../engine/plan.ts";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../ui/text/enum-names.ts";
import { ASK } from "./form-schema.ts";
import { ThemePicture } from "./swatch.tsx";

type Option = [value: string, name: ReactNode];

const THEME_TEXTS: Record<Theme, [name: string, meaning: string]> = {
  system: ["System", "as your device says"],
  dark: ["Dark", "the editor at night"],
  light: ["Light", "the same at noon"],
  midnight: ["Midnight", "deep blue, no moon"],
  terminal: ["Terminal", "green phosphor"],
  paper: ["Paper", "ink on warm"],
  dusk: ["Dusk", "grey and purple"],
};

export const THEME_OPTIONS = THEMES.map((theme): Option => {
  const [name, meaning] = THEME_TEXTS[theme];
  return [
    theme,
    <>
      <ThemePicture theme={theme} />
      <span className="choice-name">{name}</span>
      <span className="choice-meaning">{meaning}</span>
    </>,
  ];
});

const ASK_ME: Option = [ASK, "Ask me"];

export const LANGUAGE_OPTIONS = [
  ASK_ME,
  ...LANGUAGES.map((language): Option => [language, LANGUAGE_NAMES[language]]),
];

export const DIFFICULTY_OPTIONS = [
  ASK_ME,
  ...DIFFICULTIES.map((difficulty): Option => [difficulty, DIFFICULTY_NAMES[difficulty]]),
];

const KEY_NAMES: Partial<Record<string, ReactNode>> = {
  ArrowRight: (
    <>
      <span aria-hidden="true">→</span>
      <span className="sr-only">Right arrow</span>
    </>
  ),
  none: "None",
};

const keyOption = (key: string): Option => [key, KEY_NAMES[key] ?? key];

export const TARGET_KEY_OPTIONS = TARGET_KEYS.map(keyOption);
export const RESTART_KEY_OPTIONS = RESTART_KEYS.map(keyOption);
