/** The histogram and the recorder of metrics, which need no database. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SentStatement } from "../../app/.server/db/client.ts";
import {
  addPacked,
  BUCKETS,
  bucketOf,
  endOf,
  packed,
  quantile,
  RATIO,
  ZEROS,
} from "../../app/.server/operations/metrics/histogram.ts";
import { createRecorder } from "../../app/.server/operations/metrics/recorder.ts";
import { exactQuantile, requestMeasurement } from "../support/request-measurements.ts";

/** Returns the counts of all buckets, as the recorder keeps them. */
function histogramOf(durations: readonly number[]): number[] {
  const counts = Array<number>(BUCKETS).fill(0);
  for (const duration of durations) {
    const bucket = bucketOf(duration);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

describe("a histogram", () => {
  // The range of the buckets: up to 74 s.
  const duration = fc.double({ min: 0, max: endOf(BUCKETS - 1), noNaN: true });
  const durations = fc.array(duration, { minLength: 1, maxLength: 300 });
  const share = fc.constantFrom(0.5, 0.95, 0.99);

  it("gives each percentile in the bucket of the exact value", () => {
    fc.assert(
      fc.property(durations, share, (all, q) => {
        const [estimated, exact] = [quantile(histogramOf(all), q) as number, exactQuantile(all, q)];
        expect(bucketOf(estimated)).toBe(bucketOf(exact));
        if (exact > endOf(0)) {
          expect(estimated / exact).toBeLessThanOrEqual(RATIO);
          expect(exact / estimated).toBeLessThanOrEqual(RATIO);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("is stored as a number, and the sum of two such numbers is the sum of two histograms", () => {
    const counts = fc.array(fc.nat(499_999_999), { maxLength: BUCKETS });
    fc.assert(
      fc.property(counts, counts, (some, others) => {
        const text = String(BigInt(packed(some)) + BigInt(packed(others)));
        const sum: number[] = [];
        addPacked(sum, text.replaceAll(ZEROS.digits, ZEROS.short));
        const unshortened: number[] = [];
        addPacked(unshortened, text);
        expect(unshortened).toEqual(sum);
        for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
          expect(sum[bucket] ?? 0).toBe((some[bucket] ?? 0) + (others[bucket] ?? 0));
        }
      }),
    );
  });

  it("assigns durations just below the end of a bucket to that bucket", () => {
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      expect(bucketOf(endOf(bucket) * 0.999)).toBe(bucket);
    }
  });

  it("accepts any number as a duration, and has no percentile without durations", () => {
    for (const duration of [-1, Number.NaN, 0]) expect(bucketOf(duration)).toBe(0);
    for (const duration of [1e9, Number.POSITIVE_INFINITY]) {
      expect(bucketOf(duration)).toBe(BUCKETS - 1);
    }
    expect(quantile([], 0.5)).toBeNull();
    expect(quantile([0, 0], 0.5)).toBeNull();
  });
});

const sentStatement = (overrides: Partial<SentStatement> = {}): SentStatement => ({
  sql: "SELECT 1 FROM users",
  parameters: [],
  milliseconds: 1,
  ...overrides,
});

describe("the recorder", () => {
  const NOON = Date.UTC(2026, 10, 22, 12);

  it("adds up equal measurements of a minute, and returns them in one batch only", () => {
    const recorder = createRecorder();
    for (const milliseconds of [1, 2, 300])
      recorder.record(requestMeasurement({ milliseconds }), NOON);
    recorder.record(requestMeasurement(), NOON + 60_000);
    recorder.record(requestMeasurement({ outcome: "5xx" }), NOON);
    const tallies = recorder
      .takeBatch()
      ?.tallies.map(({ slot, outcome, count }) => [slot, outcome, count]);
    expect(tallies).toEqual([
      [NOON, "2xx", 3],
      [NOON + 60_000, "2xx", 1],
      [NOON, "5xx", 1],
    ]);
    expect(recorder.takeBatch()).toBeUndefined();
  });

  it("holds a bounded number of tallies and slow statements, and counts dropped measurements", () => {
    const recorder = createRecorder();
    for (let i = 0; i < 5_000; i += 1) {
      recorder.record(requestMeasurement({ name: `GET /${i}` }), NOON);
      recorder.recordStatement(
        sentStatement({ sql: `SELECT a FROM t${i}`, milliseconds: 500 }),
        NOON,
        null,
      );
    }
    const batch = recorder.takeBatch();
    expect(batch?.tallies.length).toBe(1_000);
    expect(batch?.dropped).toBe(9_000);
    expect(batch?.slow.length).toBe(3);
  });

  it("adds later measurements to a batch that was returned to it", () => {
    const recorder = createRecorder();
    recorder.record(requestMeasurement(), NOON);
    recorder.recordStatement(sentStatement({ milliseconds: 200 }), NOON, null);
    const first = recorder.takeBatch();
    recorder.record(requestMeasurement({ milliseconds: 2_000 }), NOON);
    if (first) recorder.returnBatch(first);
    const again = recorder.takeBatch();
    expect(again?.tallies.find(({ kind }) => kind === "route")).toMatchObject({
      count: 2,
      milliseconds: 2_010,
    });
    expect(again?.slow.length).toBe(1);
    expect(again?.statements.length).toBe(1);
  });

  it("keeps a statement of more than 100 ms as slow, once a minute", () => {
    const recorder = createRecorder();
    const at = (seconds: number, milliseconds: number) =>
      recorder.recordStatement(sentStatement({ milliseconds }), NOON + seconds * 1_000, null);
    at(0, 100);
    at(1, 101);
    at(2, 5_000);
    at(61, 101);
    expect(recorder.takeBatch()?.slow.map(({ milliseconds }) => milliseconds)).toEqual([101, 101]);
  });

  it("distinguishes statements that the database refused from statements that failed", () => {
    const recorder = createRecorder();
    const errors = [
      undefined,
      { code: "23505" },
      { code: "P0001" },
      { code: "42P01" },
      new Error("x"),
    ];
    for (const error of errors) recorder.recordStatement(sentStatement({ error }), NOON, null);
    const outcomes = recorder.takeBatch()?.tallies.map(({ outcome, count }) => [outcome, count]);
    expect(outcomes).toEqual([
      ["ok", 1],
      ["refused", 2],
      ["failed", 2],
    ]);
  });

  it("writes every measurement to Analytics Engine if there is one", () => {
    const points: unknown[] = [];
    const engine = { writeDataPoint: (point: unknown) => points.push(point) };
    const recorder = createRecorder();
    recorder.record(requestMeasurement({ milliseconds: 12 }), NOON, engine);
    recorder.recordStatement(sentStatement(), NOON, null, engine);
    expect(points).toEqual([
      { indexes: ["route GET /"], blobs: ["route", "GET /", "2xx"], doubles: [12, 1] },
      {
        indexes: [expect.stringMatching(/^query select users #/)],
        blobs: ["query", expect.stringMatching(/^select users #/), "ok"],
        doubles: [1, 1],
      },
    ]);
  });
});
