/** Who may call what of races, for the access tables. */
import type { AccessRow } from "./access.ts";

export function raceCalls({
  raceCode,
  finishedRaceCode,
}: {
  raceCode(): Promise<string>;
  /** The code of a race that is over, whose first racer is nobody who calls. */
  finishedRaceCode(): Promise<string>;
}): Record<string, AccessRow> {
  return {
    "POST /races": {
      access: "guest or signed in",
      ok: 201,
      json: () => ({ language: "PYTHON" }),
    },
    "POST /races/quick": {
      access: "guest or signed in",
      ok: 200,
      json: () => ({ language: "PYTHON" }),
    },
    "GET /races": { access: "public", ok: 200 },
    "GET /races/ratings": {
      access: "public",
      ok: 200,
      path: () => "/races/ratings?language=PYTHON",
    },
    "GET /races/{code}": {
      access: "public",
      ok: 200,
      path: async () => `/races/${await raceCode()}`,
    },
    "POST /races/{code}/join": {
      access: "guest or signed in",
      ok: 200,
      path: async () => `/races/${await raceCode()}/join`,
      json: () => ({}),
    },
    "POST /races/{code}/report": {
      access: "signed in",
      ok: 204,
      path: async () => `/races/${await finishedRaceCode()}/report`,
      json: () => ({ racer: 1, reason: "other" }),
    },
  };
}
