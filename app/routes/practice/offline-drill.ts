/** Starts a drill without the server. Loaded when the server cannot be reached. */
import { DIFFICULTIES, LANGUAGES } from "../../engine/plan.ts";
import { offlineDrill } from "../../ui/offline/stock.ts";
import type { StartAnswer } from "./use-drills.ts";

/** @param form what `fieldsOf` has made of a choice */
export async function startOffline(form: FormData): Promise<StartAnswer> {
  const language = LANGUAGES.find((one) => one === form.get("language"));
  if (form.get("focus") !== "plain" || !language) {
    return { problem: "Without the network there is only real code, and code that you paste." };
  }
  const difficulty = DIFFICULTIES.find((one) => one === form.get("difficulty"));
  const category = form.get("category")?.toString();
  const parts = await offlineDrill(language, { difficulty, category });
  if (parts.length === 0) return { problem: "There is no such code to type" };
  const focus = "plain" as const;
  return {
    drill: {
      ...{ language, focus, parts, targets: [], target_figures: [] },
      // Plain: colours are known of whole snippets only.
      highlights: parts.map(() => []),
      unstored: "offline",
    },
    request: { language, focus, ...(difficulty && { difficulty }), ...(category && { category }) },
  };
}
