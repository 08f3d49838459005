export function bindShortcuts(target, shortcuts) {
  target.onkeydown = (event) => {
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
  };
  return () => {
    target.onkeydown = null;
  };
}
