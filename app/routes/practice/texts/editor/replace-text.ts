/** Puts another text into a text area, as if it were typed: it can be undone, and the form hears of it. */
export function replaceText(input: HTMLTextAreaElement, text: string): void {
  input.focus({ preventScroll: true });
  input.select();
  // No other way of inserting text can be undone by keyboard.
  if (text !== "" && document.execCommand("insertText", false, text)) return;
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
