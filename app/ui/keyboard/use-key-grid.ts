/** The Tab key leads to one key of a drawn keyboard, and the arrow keys from there to the others. */
import { type KeyboardEvent, useRef, useState } from "react";
import type { LayoutRows } from "./layouts.ts";

const ARROWS: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** @returns `ref` for the element whose children are the rows, and whose grandchildren are the keys */
export function useKeyGrid(rows: LayoutRows) {
  const [[row, column], setAt] = useState<[number, number]>([1, 0]);
  const ref = useRef<HTMLDivElement>(null);
  const lastOf = (index: number) => (rows[index]?.length ?? 1) - 1;
  const capAt = (rowIndex: number, columnIndex: number) => {
    const cap = ref.current?.children[rowIndex]?.children[columnIndex];
    return cap instanceof HTMLElement ? cap : undefined;
  };
  return {
    ref,
    isTabStop: (rowIndex: number, columnIndex: number) =>
      rowIndex === row && columnIndex === Math.min(column, lastOf(row)),
    moveTo: (rowIndex: number, columnIndex: number) => setAt([rowIndex, columnIndex]),
    /** Focuses the key at a place. */
    focus: (rowIndex: number, columnIndex: number) => capAt(rowIndex, columnIndex)?.focus(),
    /** Moves the focus by an arrow key. @returns whether the key was one */
    onArrow(event: KeyboardEvent): boolean {
      const arrow = ARROWS[event.key];
      if (!arrow) return false;
      const nextRow = Math.min(Math.max(0, row + arrow[0]), rows.length - 1);
      const nextColumn = Math.min(Math.max(0, column + arrow[1]), lastOf(nextRow));
      setAt([nextRow, nextColumn]);
      capAt(nextRow, nextColumn)?.focus();
      event.preventDefault();
      return true;
    },
  };
}
