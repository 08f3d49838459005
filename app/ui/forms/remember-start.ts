import type { Difficulty, Language } from "../../engine/plan.ts";
import { rememberChoice } from "./remember-choice.ts";

/** Remembers what a form starts. In a rematch and a daily challenge the difficulty is not the player's choice. */
export function rememberStart(form: FormData): void {
  const { mode = "standard", language, difficulty } = Object.fromEntries(form);
  if (mode !== "standard" && mode !== "relaxed") return;
  if (language) rememberChoice("language", language as Language);
  if (difficulty) rememberChoice("difficulty", difficulty as Difficulty);
}
