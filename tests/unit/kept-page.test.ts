import { describe, expect, it } from "vitest";
import { placesOf, remainingMs } from "../../workers/middleware/kept-page.ts";

const at = (time: string) => new Date(`2026-11-28T${time}Z`);

describe("a page is kept", () => {
  it.each([
    ["a minute", "12:00:00", "12:00:00", 60_000],
    ["for what is left of it, after a slow answer", "12:00:00", "12:00:20", 40_000],
    ["no longer than the day that it names", "23:59:30", "23:59:31", 29_000],
    ["not at all when it is older", "12:00:00", "12:01:01", -1_000],
  ])("%s", (_, renderedAt, now, expected) => {
    expect(remainingMs(at(renderedAt), at(now).getTime())).toBe(expected);
  });

  it("not at all when its day is over", () => {
    const now = new Date("2026-11-29T00:00:01Z").getTime();
    expect(remainingMs(at("23:59:59"), now)).toBeLessThan(0);
  });
});

describe("the places of a nonce", () => {
  it("are those of its bytes, whatever characters come before", () => {
    const html = '<p>Größe 🦆</p><script nonce="N0NCE==">1</script>é<script nonce="N0NCE==">';
    const bytes = Buffer.from(html);
    const expected = [bytes.indexOf("N0NCE=="), bytes.lastIndexOf("N0NCE==")];
    expect(placesOf(html, "N0NCE==")).toEqual(expected);
  });

  it("are none of a page without it", () => {
    expect(placesOf("<p>", "N0NCE==")).toEqual([]);
  });
});
