/** Starts a run without the server, or says that one can be started so. Loaded when the server cannot be reached. */
import type { StartChoice } from "../../contracts/start-choice.ts";
import { hasStock, offlineRun } from "../../ui/offline/stock.ts";
import type { Saver } from "./saver.ts";
import { OFFLINE_FIELDS, refusedStart, type StartAnswer } from "./started-run.ts";

/** The saver of a run that no server knows of. */
const NO_SAVER: Saver = {
  isKept: false,
  save() {},
  pressed() {},
  checkpoint() {},
  async finish(_outcome, _at, onChange) {
    onChange({ state: "unstored" });
    return { state: "unstored" };
  },
  async abandon() {},
  async discard() {},
  close() {},
};

const NEEDS_SERVER =
  "The server cannot be reached, and a ranked run needs its plan. A relaxed one can be played without: it is stored nowhere.";

/** @param form has a field `offline` if the visitor wants a run that is not stored */
export async function startOffline(form: FormData): Promise<StartAnswer> {
  const choice = Object.fromEntries(form) as unknown as StartChoice;
  if (form.has("offline")) {
    const run = await offlineRun(choice).catch(() => undefined);
    if (run) return { ...refusedStart(form), ...run, saver: NO_SAVER, problems: [] };
  } else if (await hasStock(choice.language)) {
    const { language, difficulty } = choice;
    const again = { language, difficulty, ...OFFLINE_FIELDS };
    return { ...refusedStart(form), problems: [NEEDS_SERVER], again };
  }
  return refusedStart(form);
}
