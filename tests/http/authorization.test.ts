/** Every call, page and form of `support/access-tables.ts`, requested by each kind of visitor. */
import { readFile } from "node:fs/promises";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { describe, expect, it } from "vitest";
import routes from "../../app/routes.ts";
import { createApi } from "../../workers/api/index.ts";
import {
  type AccessRow,
  hasValidToken,
  lacksRole,
  mayAccess,
  withAccessTargets,
} from "../support/access.ts";
import {
  accessToCalls,
  accessToForms,
  accessToPages,
  accessToSealedPlans,
} from "../support/access-tables.ts";
import { FRIEND_BOARD_CALLS, FRIEND_BOARD_PAGES } from "../support/friend-access.ts";
import { fromNewNetwork } from "../support/networks.ts";
import {
  accessToForeignTexts,
  foreignTextForms,
  foreignTextPages,
} from "../support/own-text-access.ts";
import { invitationForms } from "../support/race-access.ts";
import { digestOfRows } from "../support/row-digest.ts";
import { withSite } from "../support/site.ts";
import { createVisitor, VISITOR_KINDS, type VisitorKind } from "../support/visitors.ts";

const site = withSite();
const targets = withAccessTargets(site);
const CALLS = accessToCalls(targets);
const SEALED_PLANS = accessToSealedPlans(targets);
const PAGES = accessToPages(targets);
const FORMS = accessToForms(targets);
const FOREIGN_CALLS = accessToForeignTexts(targets);
const FOREIGN_PAGES = foreignTextPages(targets);
const FOREIGN_FORMS = foreignTextForms(targets);

/** The pages of routes.ts. The path of a page in a layout begins with the path of the layout. */
const pages = (routes as RouteConfigEntry[]).flatMap(({ path, file, children }) => {
  const fullPath = (end = "") => `/${[path, end].filter(Boolean).join("/")}`;
  return (children ?? [{ file }]).map((page) => ({ path: fullPath(page.path), file: page.file }));
});

describe("the access tables", () => {
  it("name every call of the OpenAPI description", () => {
    const { paths } = createApi().describe();
    const described = Object.entries(paths ?? {}).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(Object.keys(CALLS).sort()).toEqual(described.sort());
  });

  it("name every page of routes.ts", () => {
    expect(Object.keys(PAGES).sort()).toEqual(pages.map(({ path }) => path).sort());
  });

  it("name every page that exports an action", async () => {
    const withAction: string[] = [];
    for (const { path, file } of pages) {
      const source = await readFile(new URL(`../../app/${file}`, import.meta.url), "utf8");
      if (/^export\b.*\baction\b/m.test(source)) withAction.push(path);
    }
    expect(Object.keys(FORMS).sort()).toEqual(withAction.sort());
  });
});

const statusOfCall = (row: AccessRow, kind: VisitorKind) =>
  mayAccess(row, kind) ? row.ok : lacksRole(row, kind) ? 403 : 401;

describe.each(
  Object.entries({ ...CALLS, ...SEALED_PLANS, ...FOREIGN_CALLS, ...FRIEND_BOARD_CALLS }),
)("%s", (name, row) => {
  it.each(VISITOR_KINDS.map((kind): [VisitorKind, number] => [kind, statusOfCall(row, kind)]))(
    'answers the visitor kind "%s" with %i',
    async (kind, status) => {
      const visitor = await createVisitor(site, kind);
      const [method = "", template = ""] = name.split(" ");
      const path = (await row.path?.(visitor)) ?? template;
      const json = await row.json?.(visitor);
      const response = await fetch(`${site.origin}/api${path}`, {
        method,
        headers: {
          ...fromNewNetwork(),
          ...(visitor.token && { Authorization: `Bearer ${visitor.token}` }),
          ...(json !== undefined && { "Content-Type": "application/json" }),
        },
        ...(json !== undefined && { body: JSON.stringify(json) }),
      });
      await response.text();
      expect(response.status).toBe(status);
    },
  );
});

describe.each(Object.entries({ ...PAGES, ...FOREIGN_PAGES, ...FRIEND_BOARD_PAGES }))(
  "the page %s",
  (path, row) => {
    it.each(VISITOR_KINDS)(
      `with access "${row.access}" answers the visitor kind "%s"`,
      async (kind) => {
        const visitor = await createVisitor(site, kind);
        const address = (await row.path?.(visitor)) ?? path;
        const response = await fetch(site.origin + address, {
          redirect: "manual",
          headers: visitor.token ? { Cookie: `__Host-access=${visitor.token}` } : {},
        });
        await response.text();
        const location = response.headers.get("Location");
        if (lacksRole(row, kind)) {
          expect([response.status, location]).toEqual([403, null]);
        } else if (!mayAccess(row, kind)) {
          expect(response.status).toBe(302);
          expect(location).toMatch(/^\/login\?to=/);
        } else if (row.leadsSignedIn && hasValidToken(kind)) {
          expect(response.status).toBe(302);
          expect(location).toBe(row.leadsSignedIn);
        } else {
          expect(response.status).toBe(row.ok);
          expect(location).toBe(row.leads ?? null);
        }
      },
    );
  },
);

describe.each(Object.entries({ ...FORMS, ...FOREIGN_FORMS, ...invitationForms(targets) }))(
  "the form of %s",
  (path, row) => {
    it.each(VISITOR_KINDS)(
      `with access "${row.access}" acts for the visitor kind "%s", or refuses and changes nothing`,
      async (kind) => {
        const visitor = await createVisitor(site, kind);
        const fields = await row.form?.(visitor);
        const json = await row.json?.(visitor);
        const address = (await row.path?.(visitor)) ?? path;
        const before = await digestOfRows(site.db);
        const response = await fetch(site.origin + address, {
          method: "POST",
          redirect: "manual",
          headers: {
            ...fromNewNetwork(),
            Origin: site.origin,
            ...(visitor.token && { Cookie: `__Host-access=${visitor.token}` }),
            ...(json !== undefined && { "Content-Type": "application/json" }),
          },
          body: fields ? new URLSearchParams(fields) : JSON.stringify(json),
        });
        await response.text();
        const location = response.headers.get("Location");
        if (mayAccess(row, kind)) {
          expect(response.status).toBe(row.ok);
          if (row.leadsSignedIn && hasValidToken(kind)) expect(location).toBe(row.leadsSignedIn);
          else if (row.leads instanceof RegExp) expect(location).toMatch(row.leads);
          else expect(location).toBe(row.leads === path ? address : (row.leads ?? null));
          return;
        }
        // A refused form leads to the sign-in; a refused JSON body gets a 401.
        const forbidden = lacksRole(row, kind);
        expect(response.status).toBe(forbidden ? 403 : fields ? 302 : 401);
        if (fields && !forbidden) expect(location).toMatch(/^\/login\?to=/);
        expect(await digestOfRows(site.db)).toBe(before);
      },
    );
  },
);
