/** Who may call what of races, for the access tables. */
import type { AccessRow, AccessTargets, FormRow } from "./access.ts";

export function raceCalls({
  raceCode,
  ownRaceCode,
  finishedRaceCode,
  acquaintance,
}: AccessTargets): Record<string, AccessRow> {
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
    "POST /races/{code}/invite": {
      access: "signed in",
      ok: 204,
      path: async (visitor) => `/races/${await ownRaceCode(visitor)}/invite`,
      json: async (visitor) => ({ username: await acquaintance(visitor, "friend") }),
    },
    "POST /races/{code}/report": {
      access: "signed in",
      ok: 204,
      path: async () => `/races/${await finishedRaceCode()}/report`,
      json: () => ({ racer: 1, reason: "other" }),
    },
  };
}

export const racePages = ({ raceCode }: AccessTargets): Record<string, AccessRow> => ({
  "/race": { access: "guest or signed in", ok: 200 },
  "/race/ratings": { access: "public", ok: 200 },
  "/race/:code": {
    access: "guest or signed in",
    ok: 200,
    path: async () => `/race/${await raceCode()}`,
  },
});

/** The form of the page of friends that makes a race and invites. */
export const invitationForms = ({ acquaintance }: AccessTargets): Record<string, FormRow> => ({
  "/friends with an invitation": {
    access: "signed in",
    ok: 303,
    path: () => "/friends",
    leads: /^\/race\/[2-9A-HJ-NP-Z]{8}$/,
    form: async (visitor) => ({
      act: "race",
      username: await acquaintance(visitor, "friend"),
      language: "PYTHON",
      difficulty: "NORMAL",
    }),
  },
});
