/** Every call, page and form of the site with who may use it, for `tests/http/authorization.test.ts`. */
import type { AccessRow, AccessTargets, FormRow } from "./access.ts";
import { PASSWORD } from "./api.ts";
import { DRILL_FORMS, DRILL_PAGES, drillCalls } from "./drill-access.ts";
import { FRIEND_PAGES, friendCalls, friendForms } from "./friend-access.ts";
import { IDENTITY_PAGES, identityCalls, identityForms } from "./identity-access.ts";
import { MAIL_PAGES, mailCalls, mailForms } from "./mail-access.ts";
import { MONITORING_PAGES } from "./monitoring-access.ts";
import { ownTextCalls, ownTextForms, ownTextPages } from "./own-text-access.ts";
import { raceCalls, racePages } from "./race-access.ts";
import { draft } from "./snippets.ts";

/** Returns every call of the API, by its method and its path in the OpenAPI description. */
export function accessToCalls(targets: AccessTargets): Record<string, AccessRow> {
  return {
    "POST /auth/register": { access: "public", ok: 201, json: targets.registration },
    "POST /auth/login": {
      access: "public",
      ok: 200,
      json: targets.credentials,
    },
    "POST /auth/refresh": { access: "public", ok: 200, json: targets.refreshToken },
    "POST /auth/logout": { access: "public", ok: 204, json: targets.refreshToken },
    "GET /user/profile": { access: "signed in", ok: 200 },
    "PUT /user/profile": { access: "signed in", ok: 200, json: () => ({ display_name: "New" }) },
    "PUT /user/password": {
      access: "signed in",
      ok: 204,
      json: () => ({ current_password: PASSWORD, new_password: "another good one" }),
    },
    "DELETE /user/account": { access: "signed in", ok: 204, json: () => ({ password: PASSWORD }) },
    "GET /user/stats": { access: "signed in", ok: 200 },
    "GET /user/sessions": { access: "signed in", ok: 200 },
    "DELETE /user/sessions/{id}": {
      access: "signed in",
      ok: 204,
      path: async (visitor) => `/user/sessions/${await targets.deviceOf(visitor)}`,
    },
    "GET /user/settings": { access: "signed in", ok: 200 },
    "PUT /user/settings": { access: "signed in", ok: 200, json: () => ({ theme: "dark" }) },
    "GET /user/export": { access: "signed in", ok: 200 },
    "GET /users/{username}": {
      access: "public",
      ok: 200,
      path: () => `/users/${targets.username}`,
    },
    "POST /game/start": { access: "signed in", ok: 201, json: () => ({ language: "PYTHON" }) },
    "POST /game/end": {
      access: "signed in",
      ok: 201,
      json: targets.finishedRun,
    },
    "PUT /game/progress": {
      access: "signed in",
      ok: 204,
      json: targets.checkpoint,
    },
    "POST /game/guest": { access: "public", ok: 201, json: () => ({ language: "PYTHON" }) },
    "POST /game/receipt": {
      access: "public",
      ok: 200,
      json: targets.receiptRequest,
    },
    "POST /game/claim": { access: "signed in", ok: 201, json: targets.guestRun },
    "GET /game/daily": { access: "public", ok: 200 },
    "GET /game/history": { access: "signed in", ok: 200 },
    "GET /game/result/{id}": {
      access: "public",
      ok: 200,
      path: () => `/game/result/${targets.resultId}`,
    },
    "GET /game/result/{id}/replay": {
      access: "public",
      ok: 200,
      path: () => `/game/result/${targets.resultId}/replay`,
    },
    ...ownTextCalls(targets),
    ...friendCalls(targets),
    ...mailCalls(targets),
    ...identityCalls(targets),
    ...raceCalls(targets),
    "GET /achievements": { access: "public", ok: 200 },
    "GET /leaderboard": { access: "public", ok: 200 },
    "GET /leaderboard/me": { access: "signed in", ok: 200 },
    "GET /admin/users": { access: "admin", ok: 200 },
    "PUT /admin/users/{id}": {
      access: "admin",
      ok: 200,
      path: async () => `/admin/users/${await targets.newUserId()}`,
      json: () => ({ role: "MODERATOR" }),
    },
    "DELETE /admin/users/{id}/sessions": {
      access: "admin",
      ok: 204,
      path: async () => `/admin/users/${await targets.newUserId()}/sessions`,
    },
    "GET /admin/results": { access: "moderator", ok: 200 },
    "PUT /admin/results/{id}": {
      access: "moderator",
      ok: 200,
      path: () => `/admin/results/${targets.moderatedResultId}`,
      json: () => ({ status: "VOIDED", reason: "To see who may" }),
    },
    "GET /admin/results/{id}/replay": {
      access: "moderator",
      ok: 200,
      path: () => `/admin/results/${targets.resultId}/replay`,
    },
    "GET /admin/audit": { access: "admin", ok: 200 },
    "GET /snippets": { access: "admin", ok: 200 },
    "POST /snippets": { access: "admin", ok: 201, json: () => draft() },
    "PUT /snippets/{id}": {
      access: "admin",
      ok: 200,
      path: () => `/snippets/${targets.snippetId}`,
      json: () => ({ expected_wpm: 44 }),
    },
    "POST /snippets/import": { access: "admin", ok: 201, json: () => ({ snippets: [draft()] }) },
    ...drillCalls(targets),
    "GET /health": { access: "public", ok: 200 },
    "GET /openapi.json": { access: "public", ok: 200 },
    "GET /admin/metrics": { access: "admin", ok: 200 },
    "GET /docs": { access: "public", ok: 200 },
  };
}

/** Returns the calls that would give away today's challenge, to visitors whose own try is still to come. */
export function accessToSealedPlans(targets: AccessTargets): Record<string, AccessRow> {
  const start = (mode: string, result_id?: string) => ({ language: "PYTHON", mode, result_id });
  return {
    "GET /game/result/{id}/replay of a try": {
      access: "public",
      ok: 403,
      path: async () => `/game/result/${await targets.challengeResultId()}/replay`,
    },
    "POST /game/start of a rematch": {
      access: "signed in",
      ok: 403,
      json: async () => start("rematch", await targets.challengeResultId()),
    },
    "POST /game/guest of a rematch": {
      access: "public",
      ok: 403,
      json: async () => ({ language: "PYTHON", result_id: await targets.challengeResultId() }),
    },
    "POST /game/start of practice": {
      access: "signed in",
      ok: 403,
      json: () => start("daily_practice"),
    },
    "GET /admin/results/{id}/replay of a try": {
      access: "moderator",
      ok: 200,
      path: async () => `/admin/results/${await targets.challengeResultId()}/replay`,
    },
  };
}

/** Returns every page, by its path in `routes.ts`. */
export function accessToPages(targets: AccessTargets): Record<string, AccessRow> {
  return {
    "/": { access: "public", ok: 200 },
    // These two lead signed-in visitors on.
    "/register": { access: "public", ok: 200, leadsSignedIn: "/play" },
    "/login": { access: "public", ok: 200, leadsSignedIn: "/play" },
    "/logout": { access: "public", ok: 302, leads: "/" },
    "/play": { access: "guest or signed in", ok: 200 },
    ...DRILL_PAGES,
    "/practice/insights": { access: "signed in", ok: 200 },
    "/kept": { access: "public", ok: 200 },
    "/results/:id": { access: "public", ok: 200, path: () => `/results/${targets.resultId}` },
    "/results/:id/share.png": {
      access: "public",
      ok: 200,
      path: () => `/results/${targets.resultId}/share.png`,
    },
    "/dashboard": { access: "signed in", ok: 200 },
    "/history": { access: "signed in", ok: 200 },
    "/history.csv": { access: "signed in", ok: 200 },
    "/daily": { access: "public", ok: 200 },
    "/leaderboard": { access: "public", ok: 200 },
    "/achievements": { access: "public", ok: 200 },
    "/u/:username": { access: "public", ok: 200, path: () => `/u/${targets.username}` },
    ...ownTextPages(targets),
    ...FRIEND_PAGES,
    ...MAIL_PAGES,
    ...IDENTITY_PAGES,
    ...racePages(targets),
    "/settings": { access: "signed in", ok: 200 },
    "/settings/password": { access: "signed in", ok: 200 },
    "/settings/devices": { access: "signed in", ok: 200 },
    "/settings/preferences": { access: "signed in", ok: 200 },
    "/settings/privacy": { access: "signed in", ok: 200 },
    "/settings/export": { access: "signed in", ok: 200 },
    "/admin": { access: "admin", ok: 200 },
    ...MONITORING_PAGES,
    "/admin/users": { access: "admin", ok: 200 },
    "/admin/users/:id": {
      access: "admin",
      ok: 200,
      path: async () => `/admin/users/${await targets.newUserId()}`,
    },
    "/admin/moderation": { access: "moderator", ok: 200 },
    "/admin/moderation/:id": {
      access: "moderator",
      ok: 200,
      path: () => `/admin/moderation/${targets.moderatedResultId}`,
    },
    "/admin/audit": { access: "admin", ok: 200 },
    "/admin/snippets": { access: "admin", ok: 200 },
    "/admin/snippets/new": { access: "admin", ok: 200 },
    "/admin/snippets/import": { access: "admin", ok: 200 },
    "/admin/snippets/:id": {
      access: "admin",
      ok: 200,
      path: () => `/admin/snippets/${targets.snippetId}`,
    },
    "/api/docs": { access: "public", ok: 200 },
    "/*": { access: "public", ok: 404, path: () => "/no-such-page" },
  };
}

const snippetFields = () => ({ ...draft(), expected_wpm: "40" });
const SNIPPET_PAGE = /^\/admin\/snippets\/[0-9a-f-]{36}$/;

/** Returns the form of every page that has one, by the page's path. */
export function accessToForms(targets: AccessTargets): Record<string, FormRow> {
  return {
    "/admin/users/:id": {
      access: "admin",
      ok: 303,
      path: () => `/admin/users/${targets.userId}`,
      leads: "/admin/users/:id",
      form: () => ({ act: "role", role: "MODERATOR" }),
    },
    "/admin/moderation/:id": {
      access: "moderator",
      ok: 303,
      path: () => `/admin/moderation/${targets.moderatedResultId}`,
      leads: "/admin/moderation",
      form: () => ({ status: "VERIFIED", reason: "To see who may", next: "" }),
    },
    "/register": { access: "public", ok: 303, leads: "/play", form: targets.registration },
    "/login": { access: "public", ok: 303, leads: "/play", form: targets.credentials },
    "/logout": { access: "public", ok: 303, leads: "/", form: () => ({}) },
    "/play": { access: "guest or signed in", ok: 200, form: () => ({ language: "PYTHON" }) },
    ...DRILL_FORMS,
    ...ownTextForms(targets),
    ...friendForms(targets),
    ...mailForms(targets),
    ...identityForms(targets),
    "/settings": {
      access: "signed in",
      ok: 303,
      leads: "/settings",
      form: () => ({ display_name: "New" }),
    },
    "/settings/password": {
      access: "signed in",
      ok: 303,
      leads: "/settings/password",
      form: () => ({ current_password: PASSWORD, new_password: "another good one" }),
    },
    "/settings/devices": {
      access: "signed in",
      ok: 303,
      leads: "/settings/devices",
      form: async (visitor) => ({ device: await targets.deviceOf(visitor) }),
    },
    "/settings/preferences": {
      access: "signed in",
      ok: 303,
      leads: "/settings/preferences",
      form: () => ({
        theme: "dusk",
        preferred_language: "ask",
        preferred_difficulty: "HARD",
        sound_volume: "35",
        "controls.target_key": "Tab",
        "controls.restart_key": "none",
        "notifications.achievements": "on",
      }),
    },
    "/settings/privacy": {
      access: "signed in",
      ok: 303,
      leads: "/",
      form: () => ({ password: PASSWORD }),
    },
    "/admin/snippets/new": { access: "admin", ok: 303, leads: SNIPPET_PAGE, form: snippetFields },
    "/admin/snippets/import": { access: "admin", ok: 422, form: () => ({ act: "import" }) },
    "/admin/snippets/:id": {
      access: "admin",
      ok: 303,
      leads: SNIPPET_PAGE,
      path: () => `/admin/snippets/${targets.snippetId}`,
      form: () => ({ ...snippetFields(), revision: "0", overwrite: "on" }),
    },
  };
}
