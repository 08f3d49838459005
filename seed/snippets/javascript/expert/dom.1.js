export function bindShortcuts(target, shortcuts) {
  function onKeyDown(event) {
    const { key, ctrlKey, shiftKey } = event;
    const parts = [];
    if (ctrlKey) parts.push("ctrl");
    if (shiftKey) parts.push("shift");
    const letter = key.toLowerCase();
    const combo = [...parts, letter].join("+");
    const action = shortcuts[combo];
    if (!action) return;
    event.preventDefault();
    action(event);
  }

  target.addEventListener("keydown", onKeyDown);
  return () => target.removeEventListener("keydown", onKeyDown);
}
