import { type KeyboardEvent, type PointerEvent, useState } from "react";

/** Returns whether Caps Lock is on, as of the last event in a field, and the props of that field. */
export function useCapsLock() {
  const [isOn, setOn] = useState(false);
  const read = (event: KeyboardEvent | PointerEvent) => setOn(event.getModifierState("CapsLock"));
  const props = {
    onKeyDown: read,
    onKeyUp: read,
    onPointerDown: read,
    onBlur: () => setOn(false),
  };
  return [isOn, props] as const;
}
