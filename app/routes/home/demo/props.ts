import type { RefObject } from "react";
import type { Difficulty, Language } from "../../../engine/plan.ts";

export interface DemoProps {
  language: Language;
  /** The id of the form that starts a run. */
  form: string;
  /** Takes the difficulty that fits the visitor. Returns the one that the form starts. */
  onFixed(fitting: Difficulty): Difficulty;
}

export interface OpenDemoProps extends DemoProps {
  /** Takes the keys. */
  input: RefObject<HTMLInputElement>;
  /** The keys that were pressed before, which it takes out. */
  early: [key: string, pressedAt: number][];
}
