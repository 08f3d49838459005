/** A flag in local storage that says whether this browser has unsent runs: pages without any load no code for them. */
const FLAG = "pro-dev.kept";

export function setRunsFlag(hasRuns: boolean): void {
  try {
    if (hasRuns) localStorage.setItem(FLAG, "1");
    else localStorage.removeItem(FLAG);
  } catch {
    // Without storage no run is kept, and the game goes on.
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
  try {
    return localStorage.getItem(FLAG) !== null;
  } catch {
    return false;
  }
}
