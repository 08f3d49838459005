import { useEffect, useState } from "react";
import { rememberedChoice, type StartChoice, startChoice } from "../../contracts/start-choice.ts";
import { isKeptPage } from "./kept-page.ts";

/**
 * Returns what a form that starts a run or a drill preselects. A kept page was drawn for nobody, so there it is what this browser
 * remembers, after hydration.
 *
 * @param drawn what the server has drawn
 */
export function useKeptChoice(drawn: StartChoice): StartChoice {
  const [remembered, setRemembered] = useState<StartChoice>();
  useEffect(() => {
    if (isKeptPage()) setRemembered(startChoice(rememberedChoice(document.cookie)));
  }, []);
  return remembered ?? drawn;
}
