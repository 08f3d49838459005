import { choiceCookie, type StartChoice } from "../../contracts/start-choice.ts";

const YEAR = 365 * 24 * 60 * 60;

/** Lets this browser remember a choice for the next form that starts a run. Where cookies are forbidden it forgets. */
export function rememberChoice<Key extends keyof StartChoice>(key: Key, value: StartChoice[Key]) {
  // biome-ignore lint/suspicious/noDocumentCookie: Safari has the Cookie Store API only since 18.4
  document.cookie = `${choiceCookie(key)}=${value};path=/;max-age=${YEAR};secure;samesite=lax`;
}
