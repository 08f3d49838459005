/** Events that are counted elsewhere and told to the recorder together, as those of a room are. */
import { describe, expect, it } from "vitest";
import { createRecorder } from "../../app/.server/operations/metrics/recorder.ts";

describe("a count of events that are told together", () => {
  it("is a tally of that many, and none when there are none", () => {
    const recorder = createRecorder();
    const messages = {
      kind: "race",
      name: "messages",
      outcome: "received",
      milliseconds: 0,
    } as const;
    recorder.record(messages, 0, undefined, 700);
    recorder.record(messages, 0, undefined, 0);
    recorder.record(messages, 0);
    const tallies = recorder.takeBatch()?.tallies ?? [];
    expect(tallies.map(({ count, buckets }) => [count, buckets[0]])).toEqual([[701, 701]]);
    recorder.record(messages, 0, undefined, 0);
    expect(recorder.takeBatch()).toBeUndefined();
  });
});
