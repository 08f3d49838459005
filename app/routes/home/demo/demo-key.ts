/** Elements that are typed into; in a radio button letters do nothing. */
const TYPED_INTO = "input:not([type=radio]), textarea, select, [contenteditable]";
const CONTROLS = "a, button, input, summary";

/**
 * Returns whether a key is for the demo, not for the page: while nothing was typed yet, any character but Space, which
 * scrolls the page.
 *
 * @param input the demo's own
 */
export function isDemoKey(
  { key, target }: KeyboardEvent,
  input: HTMLInputElement,
  isTyping: boolean,
): boolean {
  if (key.startsWith("Arrow")) return false;
  if (target === input) return true;
  const isBlank = key === " " || key === "Enter";
  if (target instanceof Element && target.closest(isBlank ? CONTROLS : TYPED_INTO)) return false;
  return isTyping || (key.length === 1 && !isBlank);
}
