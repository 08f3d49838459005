/** The OpenAPI document, for those who generate clients from it. */
import { describe, expect, it } from "vitest";
import { createApi } from "../../workers/api/index.ts";
import type { AccessRow, AccessTargets } from "../support/access.ts";
import { accessToCalls } from "../support/access-tables.ts";
import { redoclyProblems, spectralProblems } from "../support/openapi-linters.ts";

interface Operation {
  operationId: string;
  security: Record<string, string[]>[];
}

/** The document as clients get it. */
const text = JSON.stringify(createApi().describe());
const paths: Record<string, Record<string, Operation>> = JSON.parse(text).paths;

/** Every operation, by its method and path. */
const operations = Object.fromEntries(
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  ),
);

/** The names of the functions in generated clients. A changed name breaks clients; a new call adds a line. */
const OPERATION_IDS = {
  "POST /auth/register": "registerAccount",
  "POST /auth/login": "signIn",
  "POST /auth/refresh": "refreshTokens",
  "POST /auth/logout": "signOut",
  "GET /user/profile": "getOwnProfile",
  "PUT /user/profile": "updateOwnProfile",
  "PUT /user/password": "changePassword",
  "DELETE /user/account": "deleteAccount",
  "PUT /user/email": "changeAddress",
  "POST /user/email/verify": "sendConfirmation",
  "POST /auth/forgot": "forgotPassword",
  "POST /auth/reset": "resetPassword",
  "POST /auth/verify": "confirmAddress",
  "GET /auth/providers": "listProviders",
  "GET /user/identities": "listIdentities",
  "DELETE /user/identities/{provider}": "unlinkIdentity",
  "POST /user/password": "setPassword",
  "GET /user/stats": "getOwnStatistics",
  "GET /user/sessions": "listDevices",
  "DELETE /user/sessions/{id}": "signOutDevice",
  "GET /user/settings": "getSettings",
  "PUT /user/settings": "updateSettings",
  "GET /user/export": "exportOwnData",
  "GET /users/{username}": "getPlayer",
  "POST /game/start": "startGame",
  "PUT /game/progress": "saveProgress",
  "POST /game/end": "endGame",
  "GET /game/daily": "getDailyChallenge",
  "GET /game/history": "listOwnResults",
  "GET /game/result/{id}": "getResult",
  "GET /game/result/{id}/replay": "getReplay",
  "POST /game/guest": "startGuestGame",
  "POST /game/receipt": "createReceipt",
  "POST /game/claim": "claimGuestGame",
  "POST /typing/start": "startDrill",
  "POST /typing/end": "endDrill",
  "GET /typing/stats": "getTypingStatistics",
  "GET /typing/history": "listDrills",
  "DELETE /typing/history/{id}": "deleteDrill",
  "GET /typing/texts": "listOwnTexts",
  "POST /typing/texts": "addOwnText",
  "PUT /typing/texts/{id}": "updateOwnText",
  "DELETE /typing/texts/{id}": "deleteOwnText",
  "GET /friends": "listFriends",
  "POST /friends": "askFriend",
  "PUT /friends/{username}": "answerFriend",
  "DELETE /friends/{username}": "endFriendship",
  "GET /blocks": "listBlocks",
  "PUT /blocks/{username}": "blockPlayer",
  "DELETE /blocks/{username}": "unblockPlayer",
  "GET /notifications": "listNotifications",
  "PUT /notifications/read": "markNotificationsRead",
  "POST /races": "createRace",
  "POST /races/quick": "joinQuickRace",
  "GET /races": "listOpenRaces",
  "GET /races/ratings": "listRaceRatings",
  "GET /races/{code}": "getRace",
  "POST /races/{code}/join": "joinRace",
  "POST /races/{code}/invite": "inviteToRace",
  "POST /races/{code}/report": "reportRacer",
  "GET /leaderboard": "getLeaderboard",
  "GET /leaderboard/me": "getOwnRank",
  "GET /achievements": "listAchievements",
  "GET /admin/users": "listUsers",
  "PUT /admin/users/{id}": "updateUser",
  "DELETE /admin/users/{id}/sessions": "signOutUser",
  "GET /admin/results": "listResultsForReview",
  "PUT /admin/results/{id}": "judgeResult",
  "GET /admin/results/{id}/replay": "getReplayForReview",
  "GET /admin/audit": "listAuditEntries",
  "GET /snippets": "listSnippets",
  "POST /snippets": "createSnippet",
  "PUT /snippets/{id}": "updateSnippet",
  "POST /snippets/import": "importSnippets",
  "GET /admin/metrics": "getMetrics",
  "GET /health": "getHealth",
  "GET /docs": "getDocumentationPage",
  "GET /openapi.json": "getOpenApiDocument",
};

const SIGNED_IN = ["bearer", "cookie"];

/** The security schemes of a call with this access. A public one may tell somebody signed in more. */
function openTo(access: AccessRow["access"], schemes: string[] = []): string[] {
  if (access === "guest or signed in") return ["", ...SIGNED_IN];
  if (access !== "public") return SIGNED_IN;
  return schemes.length > 0 ? ["", ...SIGNED_IN] : [];
}

describe("the OpenAPI document", () => {
  it("gives every call its stable name", () => {
    const names = Object.entries(operations).map(([call, { operationId }]) => [call, operationId]);
    expect(Object.fromEntries(names)).toEqual(OPERATION_IDS);
    expect(new Set(Object.values(OPERATION_IDS)).size).toBe(names.length);
  });

  it("says of every call who may make it, as the access table does", () => {
    const rows = accessToCalls({} as AccessTargets);
    expect(Object.keys(operations).sort()).toEqual(Object.keys(rows).sort());
    for (const [call, { access }] of Object.entries(rows)) {
      const schemes = operations[call]?.security.map((scheme) => Object.keys(scheme).join());
      expect([call, schemes]).toEqual([call, openTo(access, schemes)]);
    }
  });

  it("has nothing that Redocly's recommended rules complain of", async () => {
    expect(await redoclyProblems(text)).toEqual([]);
  });

  it("has nothing that Spectral's recommended rules complain of", async () => {
    expect(await spectralProblems(text)).toEqual([]);
  });
});
