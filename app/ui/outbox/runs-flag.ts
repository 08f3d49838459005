/** Tells pages cheaply that there may be runs to look for, so that the others load nothing for it. */
const FLAG = "pro-dev.kept";

export function setRunsFlag(there: boolean): void {
  try {
    if (there) localStorage.setItem(FLAG, "1");
    else localStorage.removeItem(FLAG);
  } catch {
    // Without storage nothing is kept, and the game goes on.
  }
}

export function mayHaveRuns(): boolean {
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return false;
  }
}
