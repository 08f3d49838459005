/** A flag in local storage that says whether this browser has unsent runs: pages without any load no code for them. */
const FLAG = "pro-dev.kept";

/** Whether this page has put runs into its store; it stands for the flag where local storage is refused. */
let hasRunsHere = false;

export function setRunsFlag(hasRuns: boolean): void {
  hasRunsHere = hasRuns;
  try {
    if (hasRuns) localStorage.setItem(FLAG, "1");
    else localStorage.removeItem(FLAG);
  } catch {
    // Then every page looks into the store.
  }
}

export function mayHaveRuns(): boolean {
  if (hasRunsHere) return true;
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return true;
  }
}
