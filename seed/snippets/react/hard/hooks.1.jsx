import { useSyncExternalStore as useStore } from "react";

let score = 0;
const listeners = new Set();
function subscribe(notify) {
  listeners.add(notify);
  return () => listeners.delete(notify);
}
export function addPoints(points) {
  score += points;
  listeners.forEach((notify) => notify());
}
export const useScore = () => useStore(subscribe, () => score);
