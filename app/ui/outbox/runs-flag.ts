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

let claiming = false;

/** Says that the visitor is creating an account: the runs that guests left in this browser become the account's. */
export function claimRuns(): void {
  claiming = true;
}

/** Returns whether `claimRuns` was called in this document. */
export const isClaimingRuns = (): boolean => claiming;

export function mayHaveRuns(): boolean {
  if (hasRunsHere) return true;
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return true;
  }
}
