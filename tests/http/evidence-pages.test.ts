/** Who reads the evidence of a run: moderators do; its player, and everybody else, does not. */
import { beforeAll, describe, expect, it } from "vitest";
import { RULES } from "../../app/.server/games/plausibility/rules.ts";
import { call, PASSWORD, register } from "../support/api.ts";
import { type FormClient, newFormClient } from "../support/form-client.ts";
import { asBot, asPerson, storePlayedRun } from "../support/played-runs.ts";
import { callerOf } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { updateAccount, updateResult } from "../support/update-rows.ts";

const site = withSite();

type Player = Awaited<ReturnType<typeof createPlayed>>;

/** Registers a player with a run, and signs the player in with a form client. */
async function createPlayed(play: Parameters<typeof storePlayedRun>[2]) {
  const account = await register(site);
  const ended = await storePlayedRun(site.db, callerOf(account), play);
  const client = newFormClient(site);
  await client.submit("/login", { email: account.user.email, password: PASSWORD });
  return { ...account, client, ended, id: ended.result.id };
}

let moderator: FormClient;
let script: Player;
let person: Player;

beforeAll(async () => {
  const account = await register(site);
  await updateAccount(site.db, account.user.id, { role: "MODERATOR" });
  moderator = newFormClient(site);
  await moderator.submit("/login", { email: account.user.email, password: PASSWORD });
  script = await createPlayed(asBot("constant gaps"));
  person = await createPlayed(asPerson());
});

const review = async (id: string) => (await moderator.open(`/admin/moderation/${id}`)).text;

/** Returns the text of a page as a reader sees it: without tags, and without its data. */
const readable = (html: string) =>
  html
    .replace(/<(script|style)\b.*?<\/\1>/gs, "")
    .replace(/<[^>]+>/g, "")
    .replaceAll("&#x27;", "'")
    .replace(/\s+/g, " ");

describe("a moderator", () => {
  it("reads which rules fired on a script's run, each with its value, its bound and its source", async () => {
    const text = readable(await review(script.id));
    expect(text).toMatch(/constant_gapshard.*0%\s+fires under 6%/);
    expect(text).toMatch(/even_gapssoft.*fires under 25%/);
    expect(text).toContain("like the ticks of a clock");
    expect(text).toContain("a fifth of what the most even typists show");
    expect(text).toContain("Waits for a moderator");
    // Hard rules first.
    expect(text.indexOf("constant_gapshard")).toBeLessThan(text.indexOf("even_gapssoft"));
  });

  it("reads that none fired on a person's run, and how far it is from each bound", async () => {
    const html = await review(person.id);
    const text = readable(html);
    expect(text).toContain("No rule fired");
    expect(text).toContain(`${RULES.length} rules that did not fire`);
    for (const { name } of RULES) expect(text).toContain(name);
    expect(text).toMatch(/constant_gaps[^%]*\d\d(\.\d)?%under 6%/);
    expect(html).toMatch(/role="img" aria-label="Histogram\. Most often \d+ to \d+ ms/);
    expect(text).toMatch(/Thirds\d+ · \d+ · \d+ WPM/);
  });

  it("reads that single gaps of a coarse clock are not judged", async () => {
    const { id } = await createPlayed(asPerson({ clock: 100 }));
    const text = readable(await review(id));
    expect(text).toContain("Coarse clock (grid 100 ms): single gaps are not judged");
    expect(text).toMatch(/even_gaps[^%]*too little to judge/);
    expect(readable(await review(person.id))).not.toContain("Coarse clock");
  });

  it("reads that an older run has no evidence, and what its old flags meant", async () => {
    const { id } = await createPlayed(asPerson());
    await updateResult(site.db, id, { status: "FLAGGED", flags: ["speed", "late", "overlap"] });
    await site.db.deleteFrom("result_evidence").where("result_id", "=", id).execute();
    const text = readable(await review(id));
    expect(text).toContain("There is no evidence");
    expect(text).toContain("more than 250 keys in ten seconds");
    expect(text).toContain("nothing vouches for its clock");
    expect(text).not.toContain("What the keys show");
  });

  it("reads when a flag and the rules of today differ", async () => {
    const { id } = await createPlayed(asPerson());
    await updateResult(site.db, id, { flags: ["rhythm"] });
    expect(readable(await review(id))).toContain("It fired when the run came in");
    await updateResult(site.db, script.id, { flags: ["even_gaps"] });
    expect(readable(await review(script.id))).toContain("It did not fire when the run came in");
  });

  it("reads when waiting runs are released, on their pages and in the lists", async () => {
    const waiting = [
      ["FLAGGED", 71.5 * 60, "in 71 h", "first ten of a board"],
      ["HELD", 9.5, "in 9 min", "unless judged."],
    ] as const;
    for (const [status, minutes, expected, unless] of waiting) {
      const { id } = await createPlayed(asPerson());
      const due_at = new Date(Date.now() + minutes * 60_000);
      await updateResult(site.db, id, { status, due_at });
      const text = readable(await review(id));
      expect(text).toContain(`Released at ${due_at.toISOString().slice(0, 16).replace("T", " ")}`);
      expect(text).toContain(expected);
      expect(text).toContain(unless);
      const list = await moderator.open(`/admin/moderation?status=${status.toLowerCase()}`);
      const row = list.text.split("<tr>").find((one) => one.includes(id)) ?? "";
      expect(readable(row)).toContain(`released ${expected}`);
    }
    const list = await moderator.open("/admin/moderation");
    const row = list.text.split("<tr>").find((one) => one.includes(script.id)) ?? "";
    expect(readable(row)).toContain("waits for a moderator");
    expect(readable(await review(person.id))).not.toMatch(/Released at|Waits for/);
  });

  it("gets from the last HELD run back to the list of HELD runs", async () => {
    const { id } = await createPlayed(asPerson());
    await site.db
      .updateTable("game_results")
      .set({ status: "VERIFIED", due_at: null })
      .where("status", "=", "HELD")
      .execute();
    await updateResult(site.db, id, { status: "HELD", due_at: new Date(Date.now() + 600_000) });
    expect(await review(id)).toContain('name="queue" value="held"');
    const fields = { status: "VERIFIED", reason: "By hand", next: "", queue: "held" };
    const { location } = await moderator.submit(`/admin/moderation/${id}`, fields);
    expect(location).toBe("/admin/moderation?status=held");
  });
});

describe("an administrator's overview", () => {
  it("counts the HELD runs beside the FLAGGED ones", async () => {
    const { client, user, id } = await createPlayed(asPerson());
    await updateAccount(site.db, user.id, { role: "ADMIN" });
    await client.submit("/login", { email: user.email, password: PASSWORD });
    const heldRuns = async () =>
      Number(/Runs held(\d+)/.exec(readable((await client.open("/admin")).text))?.[1]);
    const before = await heldRuns();
    await updateResult(site.db, id, { status: "HELD", due_at: new Date(Date.now() + 600_000) });
    expect(await heldRuns()).toBe(before + 1);
  });
});

/** What tells whether and why a run waits. An achievement is called `flawless`, too. */
const RULE_NAMES = RULES.map(({ name }) => name).filter((name) => name !== "flawless");
const VERDICT = new RegExp(`\\b(${RULE_NAMES.join("|")}|FLAGGED|HELD)\\b`);

describe.each(["FLAGGED", "HELD"] as const)("the player of a %s run", (status) => {
  it("reads neither that status nor a rule's name, on any page, in any data, call or export", async () => {
    const { client, user, access_token, ended, id } = await createPlayed(
      asBot(status === "FLAGGED" ? "constant gaps" : "log-normal", 300_000),
    );
    const stored = site.db.selectFrom("game_results").select(["flags"]).where("id", "=", id);
    const { flags } = await stored.executeTakeFirstOrThrow();
    expect(flags).toContain(status === "FLAGGED" ? "constant_gaps" : "rhythm");
    expect(await review(id)).toMatch(VERDICT);
    expect(ended.result.status).toBe("PENDING");
    expect(JSON.stringify(ended)).not.toMatch(VERDICT);
    if (status === "HELD") {
      await updateResult(site.db, id, { status, due_at: new Date(Date.now() + 600_000) });
    }
    const pages = [
      `/results/${id}`,
      "/history",
      "/dashboard",
      `/u/${user.username}`,
      "/achievements",
      "/settings/export",
      "/settings/privacy",
    ];
    for (const path of [...pages, ...pages.map((page) => `${page}.data`), "/history.csv"]) {
      const page = await client.open(path);
      expect([path, page.status]).toEqual([path, 200]);
      expect([path, VERDICT.exec(page.text)?.[0]]).toEqual([path, undefined]);
    }
    for (const path of [
      `/game/result/${id}`,
      `/game/result/${id}/replay`,
      "/game/history",
      "/user/stats",
      "/user/export",
    ]) {
      const { status: answered, body } = await call(site, path, { token: access_token });
      expect([path, answered]).toEqual([path, 200]);
      expect([path, VERDICT.exec(JSON.stringify(body))?.[0]]).toEqual([path, undefined]);
    }
    for (const path of [`/admin/moderation/${id}`, `/admin/moderation/${id}.data`]) {
      const page = await client.open(path);
      expect([path, page.status, VERDICT.exec(page.text)?.[0]]).toEqual([path, 403, undefined]);
    }
  });
});
