/** Starts a run without the server, or says that one can be started so. Loaded when the server cannot be reached. */
import type { StartChoice } from "../../contracts/start-choice.ts";
import { hasStock, offlineRun } from "../../ui/offline/stock.ts";
import { refusedStart, type StartAnswer } from "./started-run.ts";

const NEEDS_SERVER =
  "The server cannot be reached, and a ranked run needs its plan. A relaxed one can be played without: it is stored nowhere.";

/** @param form has a field `offline` if the visitor wants a run that is not stored */
export async function startOffline(form: FormData): Promise<StartAnswer> {
  const choice = Object.fromEntries(form) as unknown as StartChoice;
  if (form.has("offline")) {
    const run = await offlineRun(choice).catch(() => undefined);
    if (run) return { ...refusedStart(form), ...run, problems: [] };
  } else if (await hasStock(choice.language)) {
    return { ...refusedStart(form), problems: [NEEDS_SERVER], offersOffline: true };
  }
  return refusedStart(form);
}
