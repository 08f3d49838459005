/** Measurements of requests, and the exact quantiles to compare a histogram with. */
import type { Measurement } from "../../app/.server/operations/metrics/recorder.ts";

/** Returns the exact quantile, by the nearest rank. */
export const exactQuantile = (durations: readonly number[], q: number) =>
  durations.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(q * durations.length)) - 1] as number;

/** Returns the measurement of a request. */
export const requestMeasurement = (overrides: Partial<Measurement> = {}): Measurement => ({
  kind: "route",
  name: "GET /",
  outcome: "2xx",
  milliseconds: 10,
  ...overrides,
});
