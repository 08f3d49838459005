import { describe, expect, it } from "vitest";
import type { Page } from "../../app/contracts/list.ts";
import type { StoredSnippet } from "../../app/contracts/snippet.ts";
import { call, roundTrips } from "../support/api.ts";
import { withSite } from "../support/site.ts";
import { draft } from "../support/snippets.ts";
import { createVisitor } from "../support/visitors.ts";

const site = withSite();

describe("the call that brings the text of a snippet", () => {
  // The database confirms the role before the text is parsed: docs/decisions/0033.
  it.each([
    ["POST", "/snippets", 2, () => draft()],
    ["PUT", "/snippets/:id", 2, () => ({ snippet_text: draft().snippet_text })],
    ["PUT", "/snippets/:id", 1, () => ({ expected_wpm: 61 })],
    ["POST", "/snippets/import", 2, () => ({ snippets: [draft(), draft()] })],
  ] as [string, string, number, () => object][])(
    "%s %s takes %i round trip(s)",
    async (method, path, trips, json) => {
      const { token = "" } = await createVisitor(site, "admin");
      const stored = await call<StoredSnippet>(site, "/snippets", { token, json: draft() });
      const address = path.replace(":id", stored.body.id);
      const answer = await call(site, address, { method, token, json: json() });
      expect([answer.status < 300, roundTrips(answer)]).toEqual([true, trips]);
    },
  );
});

describe("the page for snippets", () => {
  it.each([
    ["/admin/snippets", 1],
    ["/admin/snippets?language=PYTHON&difficulty=EASY&q=for&is_active=true", 1],
    ["/admin/snippets/new", 0],
    ["/admin/snippets/import", 0],
    ["/admin/snippets/:id", 1],
  ] as [string, number][])("%s takes %i round trip(s)", async (path, trips) => {
    const { token } = await createVisitor(site, "admin");
    const { body } = await call<Page<StoredSnippet>>(site, "/snippets?limit=1", {
      token: token ?? "",
    });
    const address = site.origin + path.replace(":id", body.items[0]?.id ?? "");
    const response = await fetch(address, { headers: { Cookie: `__Host-access=${token}` } });
    expect([response.status, roundTrips(response)]).toEqual([200, trips]);
    await response.text();
  });
});
