import type { Window } from "../../../contracts/metrics.ts";

/** Returns the path of a statement's page. */
export const statementPath = (name: string, window: Window) =>
  `/admin/monitoring/statements/${encodeURIComponent(name)}?window=${window}`;
