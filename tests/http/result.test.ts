import { beforeAll, describe, expect, it } from "vitest";
import { register, roundTrips } from "../support/api.ts";
import { callerOf, playGame } from "../support/players.ts";
import { withSite } from "../support/site.ts";
import { updateAccount, updateResult } from "../support/update-rows.ts";

const site = withSite();

let player: Awaited<ReturnType<typeof register>>;
let id: string;
let score: number;
const play = async () => {
  const { ended } = await playGame(
    site.db,
    callerOf(player),
    { wpm: 60, errors: 40, until: 60_000 },
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
  updateResult(site.db, result, { status });

/** Returns the contents of all meta tags with this `property` or `name`. */
function metaOf(html: string, property: string): string[] {
  const tags = html.matchAll(/<meta[^>]*?(?:property|name)="([^"]+)"[^>]*?content="([^"]*)"/g);
  return [...tags].filter(([, name]) => name === property).map(([, , content]) => content ?? "");
}

describe("the share image of a result", () => {
  it("is the same PNG of 1200 by 630 pixels each time, after one round trip", async () => {
    const firstResponse = await imageOf(id);
    expect([
      firstResponse.status,
      firstResponse.headers.get("Content-Type"),
      roundTrips(firstResponse),
    ]).toEqual([200, "image/png", 1]);
    expect(firstResponse.headers.get("Cache-Control")).toBe("public, max-age=600");
    const png = Buffer.from(await firstResponse.arrayBuffer());
    // The signature, and the first chunk: IHDR with width and height.
    expect(png.subarray(0, 8)).toEqual(Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]));
    expect(png.toString("latin1", 12, 16)).toBe("IHDR");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(png.toString("latin1", png.length - 8, png.length - 4)).toBe("IEND");
    const secondResponse = await imageOf(id);
    expect(Buffer.from(await secondResponse.arrayBuffer()).equals(png)).toBe(true);
    expect(roundTrips(secondResponse)).toBe(1);
  });

  it("differs for a flagged result, is 404 for a voided one, and returns with the status VERIFIED", async () => {
    const other = (await play()).id;
    const verifiedImage = await (await imageOf(other)).bytes();
    await setStatus(other, "FLAGGED");
    const flaggedImage = await (await imageOf(other)).bytes();
    expect(Buffer.from(flaggedImage).equals(Buffer.from(verifiedImage))).toBe(false);
    await setStatus(other, "VOIDED");
    const voidedResponse = await imageOf(other);
    await voidedResponse.text();
    expect(voidedResponse.status).toBe(404);
    await setStatus(other, "VERIFIED");
    expect(
      Buffer.from(await (await imageOf(other)).bytes()).equals(Buffer.from(verifiedImage)),
    ).toBe(true);
  });

  it("is 404 after its player was deleted, although it was drawn before", async () => {
    const otherPlayer = await register(site);
    const { ended } = await playGame(site.db, callerOf(otherPlayer), { wpm: 60, until: 60_000 });
    expect((await imageOf(ended.result.id)).status).toBe(200);
    await updateAccount(site.db, otherPlayer.user.id, { deleted_at: new Date(), is_active: false });
    expect((await imageOf(ended.result.id)).status).toBe(404);
  });

  it.each(["not-an-id", crypto.randomUUID()])("is 404 for the id %s", async (unknown) => {
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

  it("has each meta tag for shared links once", async () => {
    const html = await pageOf(id);
    const address = `${site.origin}/results/${id}`;
    const points = String(score).replace(/\B(?=(\d{3})+$)/g, ",");
    // The title has both names: several players may have one display name.
    const name = `${player.user.display_name} (@${player.user.username})`;
    expect(metaOf(html, "og:title")).toEqual([`${points} by ${name}, React · Pro Dev`]);
    expect(metaOf(html, "og:description")[0]).toMatch(
      / typed React at \d+ words a minute, \d+\.\d% of the keys right\. /,
    );
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

  it("says first that a result was voided, and offers neither its score nor a link to share", async () => {
    const { id: voided, final_score } = await play();
    await setStatus(voided, "VOIDED");
    const html = await pageOf(voided);
    expect(metaOf(html, "og:title")).toEqual(["A voided run, React · Pro Dev"]);
    expect(metaOf(html, "og:image:alt").join()).not.toContain(String(final_score));
    expect(html.indexOf("took this run off the record")).toBeLessThan(html.indexOf("<h1"));
    expect(html).not.toContain("race this run");
    expect(html).not.toContain("Copy link");
  });

  it("has the share image of the site for a voided result, like every other page", async () => {
    const voided = (await play()).id;
    await setStatus(voided, "VOIDED");
    const common = [`${site.origin}/share.png`];
    expect(metaOf(await pageOf(voided), "og:image")).toEqual(common);
    const board = await (await fetch(`${site.origin}/leaderboard`)).text();
    expect(metaOf(board, "og:image")).toEqual(common);
    expect(metaOf(board, "og:image:alt")).toEqual(["Pro Dev: production is on fire. Type."]);
  });

  it("has its chart, its errors and its comparison without script", async () => {
    const html = await pageOf(id);
    expect(html).toContain("Speed over the run");
    expect(html).toContain("Where errors fell");
    expect(html).toMatch(/<mark class="heat-\d"/);
    expect(html).toContain("Compared");
    // The key log is fetched only when somebody watches the replay.
    expect(html).not.toContain("key_sequence");
    expect(html).not.toMatch(/style="/);
  });
});
