/** The keys of a race on their way to the server: nothing is lost, and nothing counts twice. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Batch } from "../../../app/contracts/race-protocol.ts";
import type { KeyPress } from "../../../app/engine/replay.ts";
import { KeyBatches } from "../../../app/routes/race/room/key-batches.ts";

const keysAt = (...times: number[]): KeyPress[] => times.map((t) => [t, "a"]);
const seqs = (batches: readonly Batch[]) => batches.map(({ seq }) => seq);

describe("the batches of a run", () => {
  it("hold what is new, with numbers from 1 on, and one without keys is a heartbeat", () => {
    const batches = new KeyBatches();
    const log = keysAt(10, 20);
    expect(batches.hasNew(log)).toBe(true);
    expect(batches.cut(log, 100, false)).toEqual([{ type: "keys", seq: 1, keys: log, until: 100 }]);
    expect(batches.hasNew(log)).toBe(false);
    expect(batches.cut(log, 1_100, false)).toEqual([
      { type: "keys", seq: 2, keys: [], until: 1_100 },
    ]);
    expect(batches.keys).toEqual(log);
  });

  it("are as many as it takes, each until its last key, and the last one until now", () => {
    const batches = new KeyBatches();
    const log = keysAt(...Array.from({ length: 150 }, (_, i) => i * 10));
    const cut = batches.cut(log, 2_000, true);
    expect(cut.map(({ keys }) => keys.length)).toEqual([64, 64, 22]);
    expect(cut.map(({ until }) => until)).toEqual([630, 1_270, 2_000]);
    expect(cut.map(({ quit }) => quit)).toEqual([undefined, undefined, true]);
  });

  it("wait for their acknowledgement", () => {
    const batches = new KeyBatches();
    const log = keysAt(10);
    batches.cut(log, 100, false);
    log.push([150, "b"]);
    batches.cut(log, 200, false);
    expect(batches.acknowledge({ seq: 1 }, log)).toBeUndefined();
    expect(seqs(batches.waiting)).toEqual([2]);
    expect(batches.keys).toEqual(log);
  });

  it("count as the server has changed them, and keys that follow are never earlier", () => {
    const batches = new KeyBatches();
    const log = keysAt(10, 20);
    batches.cut(log, 100, false);
    log.push([150, "b"]);
    const corrected = [{ seq: 1, keys: [[300, "a"]] as KeyPress[] }];
    expect(batches.acknowledge({ seq: 1, corrected }, log)).toEqual([
      [300, "a"],
      [300, "b"],
    ]);
    expect(batches.keys).toEqual([[300, "a"]]);
  });

  it("go on from the server's run after a lost connection, without keys that come too late", () => {
    const batches = new KeyBatches();
    const log = keysAt(10, 20);
    batches.cut(log, 100, false);
    log.push([150, "b"], [900, "c"]);
    batches.cut(log, 1_000, false);
    log.push([1_200, "d"]);
    const own = { seq: 1, keys: keysAt(10, 20), settled: 500 };
    expect(batches.resume(own, log)).toEqual([...keysAt(10, 20), [900, "c"], [1_200, "d"]]);
    expect(batches.waiting).toEqual([{ type: "keys", seq: 2, keys: [[900, "c"]], until: 1_000 }]);
    expect(batches.cut(keysAt(10, 20, 900, 1_200), 1_300, false)[0]?.seq).toBe(3);
  });

  it("begin with the server's run after a reload", () => {
    const batches = new KeyBatches();
    expect(batches.resume({ seq: 7, keys: keysAt(10), settled: 10 }, [])).toEqual(keysAt(10));
    expect(batches.cut(keysAt(10, 30), 40, false)).toEqual([
      { type: "keys", seq: 8, keys: keysAt(30), until: 40 },
    ]);
  });

  it("give the server each key once, in order, however acknowledgements and connections are lost", () => {
    const step = fc.record({
      typed: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 90 }),
      arrives: fc.boolean(),
      acknowledged: fc.boolean(),
      reconnects: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const batches = new KeyBatches();
        const log: KeyPress[] = [];
        const server = { seq: 0, keys: [] as KeyPress[] };
        const receive = ({ seq, keys }: Batch) => {
          if (seq !== server.seq + 1) return;
          server.seq = seq;
          server.keys.push(...keys);
        };
        let now = 0;
        for (const { typed, arrives, acknowledged, reconnects } of steps) {
          for (const pause of typed) {
            now += pause;
            log.push([now, "a"]);
          }
          const sent = batches.cut(log, now, false);
          if (arrives) sent.forEach(receive);
          if (acknowledged) batches.acknowledge({ seq: server.seq }, log);
          if (!reconnects) continue;
          expect(batches.resume({ ...server, keys: [...server.keys], settled: 0 }, log)).toEqual(
            log,
          );
          batches.waiting.forEach(receive);
        }
        batches.resume({ ...server, keys: [...server.keys], settled: 0 }, log);
        batches.waiting.forEach(receive);
        expect(server.keys).toEqual(log);
      }),
    );
  });
});
