import { useEffect, useState } from "react";
import { detectLayout, LAYOUT_IDS, type LayoutId } from "./layouts.ts";

/** The key in local storage. */
const STORED = "pro-dev.keyboard-layout";

const readStored = (): LayoutId | undefined => {
  try {
    const stored = localStorage.getItem(STORED);
    return LAYOUT_IDS.find((id) => id === stored);
  } catch {
    return undefined;
  }
};

/** Returns the layout of drawn keyboards, which this browser remembers, and a function that chooses another. */
export function useLayout(): [LayoutId, (layout: LayoutId) => void] {
  const [layout, setLayout] = useState<LayoutId>("qwerty");
  useEffect(() => {
    const stored = readStored();
    if (stored) setLayout(stored);
    else detectLayout().then((detected) => detected && setLayout(detected));
  }, []);
  const choose = (chosen: LayoutId) => {
    setLayout(chosen);
    try {
      localStorage.setItem(STORED, chosen);
    } catch {
      // Then it is chosen again next time.
    }
  };
  return [layout, choose];
}
