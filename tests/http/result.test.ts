import { beforeAll, describe, expect, it } from "vitest";
import { register, roundTrips } from "../support/api.ts";
import { callerOf, playGame } from "../support/players.ts";
import { withSite } from "../support/site.ts";

const site = withSite();

let player: Awaited<ReturnType<typeof register>>;
let id: string;
let score: number;
const play = async () => {
  const { ended } = await playGame(
    site.db,
    callerOf(player),
    { wpm: 60, errors: 40, until: 30_000 },
    { language: "REACT", difficulty: "EASY" },
  );
  return ended.result;
};
beforeAll(async () => {
  player = await register(site);
  ({ id, final_score: score } = await play());
});

const imageOf = (result: string) => fetch(`${site.origin}/results/${result}/share.png`);
const setStatus = (result: string, status: "VOIDED" | "VERIFIED" | "FLAGGED") =>
  site.db.updateTable("game_results").set({ status }).where("id", "=", result).execute();

/** What `property` or `name` says in the page's head, each time. */
function metaOf(html: string, property: string): string[] {
  const tags = html.matchAll(/<meta[^>]*?(?:property|name)="([^"]+)"[^>]*?content="([^"]*)"/g);
  return [...tags].filter(([, name]) => name === property).map(([, , content]) => content ?? "");
}

describe("the image of a result", () => {
  it("is a PNG of 1200 by 630, drawn after one round trip, and drawn once", async () => {
    const first = await imageOf(id);
    expect([first.status, first.headers.get("Content-Type"), roundTrips(first)]).toEqual([
      200,
      "image/png",
      1,
    ]);
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=600");
    const png = Buffer.from(await first.arrayBuffer());
    // The signature, and the first chunk: IHDR with width and height.
    expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
    expect(png.toString("latin1", 12, 16)).toBe("IHDR");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(png.toString("latin1", png.length - 8, png.length - 4)).toBe("IEND");
    const again = await imageOf(id);
    expect(Buffer.from(await again.arrayBuffer()).equals(png)).toBe(true);
    expect(roundTrips(again)).toBe(1);
  });

  it("is another one for a result under review, and none for one that was voided", async () => {
    const other = (await play()).id;
    const counted = await (await imageOf(other)).bytes();
    await setStatus(other, "FLAGGED");
    const held = await (await imageOf(other)).bytes();
    expect(Buffer.from(held).equals(Buffer.from(counted))).toBe(false);
    await setStatus(other, "VOIDED");
    const gone = await imageOf(other);
    await gone.text();
    expect(gone.status).toBe(404);
    // A moderator who thinks better of it brings it back.
    await setStatus(other, "VERIFIED");
    expect(Buffer.from(await (await imageOf(other)).bytes()).equals(Buffer.from(counted))).toBe(
      true,
    );
  });

  it("goes with its player, also where it was drawn before", async () => {
    const somebody = await register(site);
    const { ended } = await playGame(site.db, callerOf(somebody), { wpm: 60, until: 8_000 });
    expect((await imageOf(ended.result.id)).status).toBe(200);
    await site.db
      .updateTable("users")
      .set({ deleted_at: new Date(), is_active: false })
      .where("id", "=", somebody.user.id)
      .execute();
    expect((await imageOf(ended.result.id)).status).toBe(404);
  });

  it.each(["not-an-id", crypto.randomUUID()])("is not there for %s", async (unknown) => {
    const response = await imageOf(unknown);
    expect([response.status, response.headers.get("Content-Type")]).toEqual([
      404,
      "application/problem+json; charset=utf-8",
    ]);
    expect(await response.json()).toMatchObject({ status: 404, code: "not_found" });
  });
});

describe("the page of a result", () => {
  const pageOf = async (result: string) => (await fetch(`${site.origin}/results/${result}`)).text();

  it("says what it looks like where its address is shared, each once", async () => {
    const html = await pageOf(id);
    const address = `${site.origin}/results/${id}`;
    const points = String(score).replace(/\B(?=(\d{3})+$)/g, "\u202f");
    // A display name is anybody's, a username one player's.
    const name = `${player.user.display_name} (@${player.user.username})`;
    expect(metaOf(html, "og:title")).toEqual([`${points} by ${name}, React · Pro Dev`]);
    expect(metaOf(html, "og:description")[0]).toMatch(/ typed React at \d+ words a minute/);
    expect(metaOf(html, "og:image")).toEqual([`${address}/share.png`]);
    expect(metaOf(html, "og:image:width")).toEqual(["1200"]);
    expect(metaOf(html, "og:image:height")).toEqual(["630"]);
    expect(metaOf(html, "og:image:alt")).toEqual([
      expect.stringContaining(`${points} points by ${name}, React`),
    ]);
    expect(metaOf(html, "og:url")).toEqual([address]);
    expect(metaOf(html, "twitter:card")).toEqual(["summary_large_image"]);
    expect(html).toContain(`<link rel="canonical" href="${address}"/>`);
    // An image's size belongs to the image that was named before it.
    expect(html.indexOf('"og:image"')).toBeLessThan(html.indexOf('"og:image:width"'));
  });

  it("advertises nothing of a result that was voided, and says so first", async () => {
    const { id: voided, final_score } = await play();
    await setStatus(voided, "VOIDED");
    const html = await pageOf(voided);
    expect(metaOf(html, "og:title")).toEqual(["A voided run, React · Pro Dev"]);
    expect(metaOf(html, "og:image:alt").join()).not.toContain(String(final_score));
    expect(html.indexOf("took this run off the record")).toBeLessThan(html.indexOf("<h1"));
    expect(html).not.toContain("race this run");
    expect(html).not.toContain("Copy link");
  });

  it("shows the site's own picture for a result that was voided, and for every other page", async () => {
    const voided = (await play()).id;
    await setStatus(voided, "VOIDED");
    const common = [`${site.origin}/share.png`];
    expect(metaOf(await pageOf(voided), "og:image")).toEqual(common);
    const board = await (await fetch(`${site.origin}/leaderboard`)).text();
    expect(metaOf(board, "og:image")).toEqual(common);
    expect(metaOf(board, "og:image:alt")).toEqual(["Pro Dev: production is on fire. Type."]);
  });

  it("has its chart, its errors and its comparison without any script", async () => {
    const html = await pageOf(id);
    expect(html).toContain("Speed over the run");
    expect(html).toContain("Where errors fell");
    expect(html).toMatch(/<mark class="heat-\d"/);
    expect(html).toContain("Compared");
    // What it takes to run it again is fetched by who watches it.
    expect(html).not.toContain("key_sequence");
    expect(html).not.toMatch(/style="/);
  });
});
