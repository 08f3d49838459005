import { readFile } from "node:fs/promises";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { beforeAll, describe, expect, it } from "vitest";
import { startGame } from "../../app/.server/games/start/service.ts";
import { createSnippet } from "../../app/.server/snippets/service.ts";
import routes from "../../app/routes.ts";
import { createApi } from "../../workers/api/index.ts";
import { PASSWORD, register } from "../support/api.ts";
import { digest } from "../support/digest.ts";
import { PERSONAS, type Persona, type Visitor, visit } from "../support/personas.ts";
import { callerOf, honestRun, newGame, playGame } from "../support/players.ts";
import { type Site, withSite } from "../support/site.ts";
import { createAdmin, draft } from "../support/snippets.ts";
import { storeRun } from "../support/stored.ts";

const site = withSite();

/** Who gets in. For everybody else a call answers 401, and a page leads to the sign-in; 403, for want of the role. */
const ACTIVE: Persona[] = ["player", "other", "moderator", "admin"];
/** Whose token is good: that what it stands for has ended is known only where the database is asked. */
const HOLDERS: Persona[] = [...ACTIVE, "deactivated", "deleted", "signed out"];
const ACCESS = {
  public: PERSONAS,
  "signed in": ACTIVE,
  /** For guests too, but not for those whose good token stands for nothing any more. */
  "not cut off": [...ACTIVE, "anonymous", "expired", "forged"],
  moderator: ["moderator", "admin"],
  admin: ["admin"],
} as const satisfies Record<string, readonly Persona[]>;

const allowed = ({ access }: Row, persona: Persona) =>
  (ACCESS[access] as readonly Persona[]).includes(persona);

/** Who is signed in, but has not the role. */
const lacksRole = ({ access }: Row, persona: Persona) =>
  (access === "moderator" || access === "admin") && ACTIVE.includes(persona);

interface Row {
  access: keyof typeof ACCESS;
  /** The status for those who get in. */
  ok: number;
  /** Fills the path's parameters. */
  path?: (visitor: Visitor, site: Site) => Promise<string> | string;
  json?: (visitor: Visitor, site: Site) => Promise<unknown> | unknown;
  /** Where it leads. */
  leads?: string | RegExp;
  /** Where it leads those whose token is good. */
  leadsHolders?: string;
}

/** A form of a page. */
interface FormRow extends Row {
  form?: (visitor: Visitor) => Promise<Record<string, string>> | Record<string, string>;
}

let count = 0;
const fresh = () => {
  count += 1;
  return `newcomer_${count}`;
};
const newcomer = () => {
  const username = fresh();
  return { username, email: `${username}@example.com`, password: PASSWORD };
};
const credentials = async () => ({ email: (await register(site)).user.email, password: PASSWORD });

/** A device of the visitor; of somebody, for those who have none. */
async function deviceOf({ user }: Visitor) {
  const { family_id } = await site.db
    .selectFrom("refresh_tokens")
    .select("family_id")
    .$if(user !== undefined, (query) => query.where("user_id", "=", user?.id ?? ""))
    .limit(1)
    .executeTakeFirstOrThrow();
  return family_id;
}

/** A run of the visitor; of somebody, for those who cannot have one. */
async function finishedRun({ access_token, persona }: Visitor) {
  const game = await openGame(persona, access_token);
  return honestRun(site.db, game, { wpm: 60, until: 5_000 });
}

const refreshToken = async () => ({ refresh_token: (await register(site)).refresh_token });

/** A game of the visitor, if they may play, or else of somebody. */
async function openGame(persona: Persona, access_token: string | undefined) {
  const player = callerOf(
    ACTIVE.includes(persona) && access_token ? { access_token } : await register(site),
  );
  return startGame(site.db, player, newGame(), 1, new Date());
}

/** A guest's run that ended as soon as it began. */
async function guestRun() {
  const response = await fetch(`${site.origin}/api/game/guest`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ language: "PYTHON" }),
  });
  const { ticket } = (await response.json()) as { ticket: string };
  return { ticket, outcome: "quit", key_sequence: [], ended_at_ms: 0 };
}

/** A result of somebody, to look at. */
let resultId = "";
let shownName = "";
let shownId = "";
/** Another one, to judge. */
let judgedId = "";
beforeAll(async () => {
  const account = await register(site);
  const { ended } = await playGame(site.db, callerOf(account), { wpm: 60, until: 8_000 });
  resultId = ended.result.id;
  shownName = account.user.username;
  shownId = account.user.id;
  judgedId = (await storeRun(site.db, callerOf(account))).id;
  // So that no administrator below is the last one.
  await visit(site, "admin");
});

/** A snippet of an admin's. */
let snippetId = "";
beforeAll(async () => {
  snippetId = (await createSnippet(site.db, await createAdmin(site.db), draft())).id;
});

/** Every call of the API. A call that is missing here fails the test below. */
const CALLS: Record<string, Row> = {
  "POST /auth/register": {
    access: "public",
    ok: 201,
    json: newcomer,
  },
  "POST /auth/login": {
    access: "public",
    ok: 200,
    json: credentials,
  },
  "POST /auth/refresh": { access: "public", ok: 200, json: refreshToken },
  "POST /auth/logout": { access: "public", ok: 204, json: refreshToken },
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
    path: async (visitor) => `/user/sessions/${await deviceOf(visitor)}`,
  },
  "GET /user/settings": { access: "signed in", ok: 200 },
  "PUT /user/settings": { access: "signed in", ok: 200, json: () => ({ theme: "dark" }) },
  "GET /user/export": { access: "signed in", ok: 200 },
  "GET /users/{username}": { access: "public", ok: 200, path: () => `/users/${shownName}` },
  "POST /game/start": { access: "signed in", ok: 201, json: () => ({ language: "PYTHON" }) },
  "POST /game/end": {
    access: "signed in",
    ok: 201,
    json: finishedRun,
  },
  "PUT /game/progress": {
    access: "signed in",
    ok: 204,
    json: async ({ access_token, persona }) => {
      const { session_token } = await openGame(persona, access_token);
      return { session_token, key_sequence: [] };
    },
  },
  "POST /game/guest": { access: "public", ok: 201, json: () => ({ language: "PYTHON" }) },
  "POST /game/receipt": {
    access: "public",
    ok: 200,
    json: async () => ({ ticket: (await guestRun()).ticket, digest: "0".repeat(64) }),
  },
  "POST /game/claim": { access: "signed in", ok: 201, json: () => guestRun() },
  "GET /game/daily": { access: "public", ok: 200 },
  "GET /game/history": { access: "signed in", ok: 200 },
  "GET /game/result/{id}": { access: "public", ok: 200, path: () => `/game/result/${resultId}` },
  "GET /game/result/{id}/replay": {
    access: "public",
    ok: 200,
    path: () => `/game/result/${resultId}/replay`,
  },
  "GET /achievements": { access: "public", ok: 200 },
  "GET /leaderboard": { access: "public", ok: 200 },
  "GET /leaderboard/me": { access: "signed in", ok: 200 },
  "GET /admin/users": { access: "admin", ok: 200 },
  "PUT /admin/users/{id}": {
    access: "admin",
    ok: 200,
    path: async () => `/admin/users/${(await register(site)).user.id}`,
    json: () => ({ role: "MODERATOR" }),
  },
  "DELETE /admin/users/{id}/sessions": {
    access: "admin",
    ok: 204,
    path: async () => `/admin/users/${(await register(site)).user.id}/sessions`,
  },
  "GET /admin/results": { access: "moderator", ok: 200 },
  "PUT /admin/results/{id}": {
    access: "moderator",
    ok: 200,
    path: () => `/admin/results/${judgedId}`,
    json: () => ({ status: "VOIDED", reason: "To see who may" }),
  },
  "GET /admin/results/{id}/replay": {
    access: "moderator",
    ok: 200,
    path: () => `/admin/results/${resultId}/replay`,
  },
  "GET /admin/audit": { access: "admin", ok: 200 },
  "GET /snippets": { access: "admin", ok: 200 },
  "POST /snippets": { access: "admin", ok: 201, json: () => draft() },
  "PUT /snippets/{id}": {
    access: "admin",
    ok: 200,
    path: () => `/snippets/${snippetId}`,
    json: () => ({ expected_wpm: 44 }),
  },
  "POST /snippets/import": { access: "admin", ok: 201, json: () => ({ snippets: [draft()] }) },
  "GET /health": { access: "public", ok: 200 },
  "GET /openapi.json": { access: "public", ok: 200 },
  "GET /admin/metrics": { access: "admin", ok: 200 },
  "GET /docs": { access: "public", ok: 200 },
};

/** The pages of routes.ts, those in a frame with the frame's path before theirs. */
const pages = (routes as RouteConfigEntry[]).flatMap(({ path, file, children }) => {
  const at = (end = "") => `/${[path, end].filter(Boolean).join("/")}`;
  return (children ?? [{ file }]).map((page) => ({ path: at(page.path), file: page.file }));
});

/** Every page, by its path in `routes.ts`. */
const PAGES: Record<string, Row> = {
  "/": { access: "public", ok: 200 },
  // Who is signed in already has no use for these two.
  "/register": { access: "public", ok: 200, leadsHolders: "/play" },
  "/login": { access: "public", ok: 200, leadsHolders: "/play" },
  "/logout": { access: "public", ok: 302, leads: "/" },
  "/play": { access: "not cut off", ok: 200 },
  "/kept": { access: "public", ok: 200 },
  "/results/:id": { access: "public", ok: 200, path: () => `/results/${resultId}` },
  "/results/:id/share.png": {
    access: "public",
    ok: 200,
    path: () => `/results/${resultId}/share.png`,
  },
  "/dashboard": { access: "signed in", ok: 200 },
  "/history": { access: "signed in", ok: 200 },
  "/history.csv": { access: "signed in", ok: 200 },
  "/daily": { access: "public", ok: 200 },
  "/leaderboard": { access: "public", ok: 200 },
  "/achievements": { access: "public", ok: 200 },
  "/u/:username": { access: "public", ok: 200, path: () => `/u/${shownName}` },
  "/settings": { access: "signed in", ok: 200 },
  "/settings/password": { access: "signed in", ok: 200 },
  "/settings/devices": { access: "signed in", ok: 200 },
  "/settings/preferences": { access: "signed in", ok: 200 },
  "/settings/privacy": { access: "signed in", ok: 200 },
  "/settings/export": { access: "signed in", ok: 200 },
  "/admin": { access: "admin", ok: 200 },
  "/admin/monitoring": { access: "admin", ok: 200 },
  "/admin/users": { access: "admin", ok: 200 },
  "/admin/users/:id": {
    access: "admin",
    ok: 200,
    path: async () => `/admin/users/${(await register(site)).user.id}`,
  },
  "/admin/moderation": { access: "moderator", ok: 200 },
  "/admin/moderation/:id": {
    access: "moderator",
    ok: 200,
    path: () => `/admin/moderation/${judgedId}`,
  },
  "/admin/audit": { access: "admin", ok: 200 },
  "/admin/snippets": { access: "admin", ok: 200 },
  "/admin/snippets/new": { access: "admin", ok: 200 },
  "/admin/snippets/import": { access: "admin", ok: 200 },
  "/admin/snippets/:id": { access: "admin", ok: 200, path: () => `/admin/snippets/${snippetId}` },
  "/api/docs": { access: "public", ok: 200 },
  "/*": { access: "public", ok: 404, path: () => "/no-such-page" },
};

/** What a form sends of a snippet, and where it leads. */
const written = () => ({ ...draft(), expected_wpm: "40" });
const A_SNIPPET = /^\/admin\/snippets\/[0-9a-f-]{36}$/;

/** What each page's form does, by the page's path. */
const ACTIONS: Record<string, FormRow> = {
  "/admin/users/:id": {
    access: "admin",
    ok: 303,
    path: () => `/admin/users/${shownId}`,
    leads: "/admin/users/:id",
    form: () => ({ act: "role", role: "MODERATOR" }),
  },
  "/admin/moderation/:id": {
    access: "moderator",
    ok: 303,
    path: () => `/admin/moderation/${judgedId}`,
    leads: "/admin/moderation",
    form: () => ({ status: "VERIFIED", reason: "To see who may", next: "" }),
  },
  "/register": { access: "public", ok: 303, leads: "/play", form: newcomer },
  "/login": { access: "public", ok: 303, leads: "/play", form: credentials },
  "/logout": { access: "public", ok: 303, leads: "/", form: () => ({}) },
  "/play": { access: "not cut off", ok: 200, form: () => ({ language: "PYTHON" }) },
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
    form: async (visitor) => ({ device: await deviceOf(visitor) }),
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
  "/admin/snippets/new": { access: "admin", ok: 303, leads: A_SNIPPET, form: () => written() },
  "/admin/snippets/import": { access: "admin", ok: 422, form: () => ({ act: "import" }) },
  "/admin/snippets/:id": {
    access: "admin",
    ok: 303,
    leads: A_SNIPPET,
    path: () => `/admin/snippets/${snippetId}`,
    form: () => ({ ...written(), revision: "0", overwrite: "on" }),
  },
};

describe("the table", () => {
  it("has every call that OpenAPI names", () => {
    const { paths } = createApi().describe();
    const described = Object.entries(paths ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(Object.keys(CALLS).sort()).toEqual(described.sort());
  });

  it("has every page of routes.ts", () => {
    expect(Object.keys(PAGES).sort()).toEqual(pages.map(({ path }) => path).sort());
  });

  it("has every page that takes a form", async () => {
    const taking: string[] = [];
    for (const { path, file } of pages) {
      const source = await readFile(new URL(`../../app/${file}`, import.meta.url), "utf8");
      if (/^export\b.*\baction\b/m.test(source)) taking.push(path);
    }
    expect(Object.keys(ACTIONS).sort()).toEqual(taking.sort());
  });
});

describe.each(Object.entries(CALLS))("%s", (name, row) => {
  it.each(PERSONAS)(`answers %s (${row.access})`, async (persona) => {
    const visitor = await visit(site, persona);
    const [method = "", template = ""] = name.split(" ");
    const path = (await row.path?.(visitor, site)) ?? template;
    const json = await row.json?.(visitor, site);
    const response = await fetch(`${site.origin}/api${path}`, {
      method,
      headers: {
        ...(visitor.token && { Authorization: `Bearer ${visitor.token}` }),
        ...(json !== undefined && { "Content-Type": "application/json" }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    await response.text();
    expect(response.status).toBe(
      allowed(row, persona) ? row.ok : lacksRole(row, persona) ? 403 : 401,
    );
  });
});

describe.each(Object.entries(PAGES))("%s", (path, row) => {
  it.each(PERSONAS)(`shows %s what they may see (${row.access})`, async (persona) => {
    const visitor = await visit(site, persona);
    const address = (await row.path?.(visitor, site)) ?? path;
    const response = await fetch(site.origin + address, {
      redirect: "manual",
      headers: visitor.token ? { Cookie: `__Host-access=${visitor.token}` } : {},
    });
    await response.text();
    const location = response.headers.get("Location");
    if (lacksRole(row, persona) && !allowed(row, persona)) {
      expect([response.status, location]).toEqual([403, null]);
    } else if (!allowed(row, persona)) {
      expect(response.status).toBe(302);
      expect(location).toMatch(/^\/login\?to=/);
    } else if (row.leadsHolders && HOLDERS.includes(persona)) {
      expect(response.status).toBe(302);
      expect(location).toBe(row.leadsHolders);
    } else {
      expect(response.status).toBe(row.ok);
      expect(location).toBe(row.leads ?? null);
    }
  });
});

describe.each(Object.entries(ACTIONS))("the form of %s", (path, row) => {
  it.each(PERSONAS)(
    `does for %s what they may do, and nothing else (${row.access})`,
    async (persona) => {
      const visitor = await visit(site, persona);
      const fields = await row.form?.(visitor);
      const json = await row.json?.(visitor, site);
      const address = (await row.path?.(visitor, site)) ?? path;
      const before = await digest(site.db);
      const response = await fetch(site.origin + address, {
        method: "POST",
        redirect: "manual",
        headers: {
          Origin: site.origin,
          ...(visitor.token && { Cookie: `__Host-access=${visitor.token}` }),
          ...(json !== undefined && { "Content-Type": "application/json" }),
        },
        body: fields ? new URLSearchParams(fields) : JSON.stringify(json),
      });
      await response.text();
      const location = response.headers.get("Location");
      if (allowed(row, persona)) {
        expect(response.status).toBe(row.ok);
        if (row.leads instanceof RegExp) expect(location).toMatch(row.leads);
        else expect(location).toBe(row.leads === path ? address : (row.leads ?? null));
        return;
      }
      // Forms lead to the sign-in; what script sends is told so.
      const lacking = lacksRole(row, persona);
      expect(response.status).toBe(lacking ? 403 : fields ? 302 : 401);
      if (fields && !lacking) expect(location).toMatch(/^\/login\?to=/);
      expect(await digest(site.db)).toBe(before);
    },
  );
});
