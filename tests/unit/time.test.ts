import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoTime } from "../../app/.server/db/time.ts";

/** A time with as many digits of a second as PostgreSQL writes: it leaves out zeros at the end. */
const times = fc.tuple(
  fc.date({
    min: new Date("1000-01-01"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  }),
  fc.integer({ min: 0, max: 999_999 }),
);

describe("a time of PostgreSQL", () => {
  it("is the same instant, to the millisecond, as JavaScript reads it", () => {
    fc.assert(
      fc.property(times, ([date, microseconds]) => {
        const seconds = date.toISOString().slice(0, 19);
        const fraction = `.${`${microseconds}`.padStart(6, "0")}`.replace(/\.?0+$/, "");
        for (const text of [
          `${seconds.replace("T", " ")}${fraction}+00`,
          `${seconds}${fraction}+00:00`,
        ]) {
          expect(isoTime(text), text).toBe(new Date(text).toISOString());
        }
      }),
    );
  });

  it.each([
    ["2026-01-31 12:00:00.5+05:30", "2026-01-31T06:30:00.500Z"],
    ["2026-01-31T12:00:00-08:00", "2026-01-31T20:00:00.000Z"],
    ["2026-01-31 12:00:00.123999+00", "2026-01-31T12:00:00.123Z"],
  ])("is in UTC: %s", (text, expected) => {
    expect(isoTime(text)).toBe(expected);
  });

  it.each(["infinity", "-infinity", ""])("is refused when it is none: %j", (text) => {
    expect(() => isoTime(text)).toThrow(RangeError);
  });
});
