/** Who may use the calls, pages and forms of friends, blocks and notifications. */
import type { AccessRow, AccessTargets, FormRow } from "./access.ts";
import type { Visitor } from "./visitors.ts";

/** Returns the calls of friends, each about somebody to whom the visitor has what the call needs. */
export function friendCalls(targets: AccessTargets): Record<string, AccessRow> {
  const about = (kind: "asking" | "friend" | "blocked" | "stranger", folder = "friends") => ({
    access: "signed in" as const,
    path: async (visitor: Visitor) => `/${folder}/${await targets.acquaintance(visitor, kind)}`,
  });
  return {
    "GET /friends": { access: "signed in", ok: 200 },
    "POST /friends": {
      access: "signed in",
      ok: 201,
      json: async (visitor) => ({ username: await targets.acquaintance(visitor, "stranger") }),
    },
    "PUT /friends/{username}": {
      ...about("asking"),
      ok: 204,
      json: () => ({ status: "accepted" }),
    },
    "DELETE /friends/{username}": { ...about("friend"), ok: 204 },
    "GET /blocks": { access: "signed in", ok: 200 },
    "PUT /blocks/{username}": { ...about("stranger", "blocks"), ok: 204 },
    "DELETE /blocks/{username}": { ...about("blocked", "blocks"), ok: 204 },
    "GET /notifications": { access: "signed in", ok: 200 },
    "PUT /notifications/read": { access: "signed in", ok: 204 },
  };
}

/** The calls of boards among friends, which need an account where the boards of all players need none. */
export const FRIEND_BOARD_CALLS: Record<string, AccessRow> = {
  "GET /leaderboard?scope=friends among friends": {
    access: "signed in",
    ok: 200,
    path: () => "/leaderboard?scope=friends",
  },
};

export const FRIEND_PAGES: Record<string, AccessRow> = {
  "/friends": { access: "signed in", ok: 200 },
  "/notifications": { access: "signed in", ok: 200 },
};

export const friendForms = (targets: AccessTargets): Record<string, FormRow> => ({
  "/friends": {
    access: "signed in",
    ok: 303,
    leads: "/friends",
    form: async (visitor) => ({
      act: "accept",
      username: await targets.acquaintance(visitor, "asking"),
      from: "friends",
    }),
  },
});

/** The page of boards among friends. */
export const FRIEND_BOARD_PAGES: Record<string, AccessRow> = {
  "/leaderboard among friends": {
    access: "signed in",
    ok: 200,
    path: () => "/leaderboard?scope=friends",
  },
};
