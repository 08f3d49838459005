/**
 * Stands in for session storage where the browser refuses it ("block all cookies"), until the page is left.
 *
 * Remix touches `sessionStorage` unguarded: in the script of `<ScrollRestoration>`, and after it has asked the server
 * for routes that the page does not know yet, which then fails as if the server had (error 500 on every link).
 * tests/browser/refused-storage.test.ts holds it.
 */
import { InlineScript } from "./inline-script.tsx";

// A string and not a function: the build may insert helpers into a function.
const STAND_IN = `try { sessionStorage.length } catch {
  const items = new Map();
  Object.defineProperty(window, "sessionStorage", { value: {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, String(value)),
    removeItem: (key) => void items.delete(key),
  } });
}`;

/** Has to come before every script of Remix. */
export const SessionStorage = ({ nonce }: { nonce: string }) => (
  <InlineScript nonce={nonce} code={import.meta.env.SSR ? STAND_IN : ""} />
);
