import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { unpackKeys } from "../../app/.server/practice/key-log.ts";
import { currentEngine } from "../../app/engine/current.ts";
import type { Engine } from "../../app/engine/engine.ts";
import { ENGINE_VERSION, engineOf, KNOWN_VERSIONS } from "../../app/engine/index.ts";
import { type RecordedRun, replayRun } from "../../app/engine/replay.ts";
import type { Power } from "../../app/engine/state.ts";
import { nextEngine } from "../support/next-engine.ts";
import { numbersOf } from "./recorded/numbers.ts";

type Recording = Omit<RecordedRun, "keys"> & {
  keys: Parameters<typeof unpackKeys>[0];
  numbers: ReturnType<typeof numbersOf>;
};

const fileOf = (version: number) => new URL(`recorded/v${version}.json`, import.meta.url);

function recordingsOf(version: number) {
  const recordings: Recording[] = JSON.parse(readFileSync(fileOf(version), "utf8"));
  return recordings.map(({ numbers, keys, ...run }) => ({
    numbers,
    run: { ...run, keys: unpackKeys(keys) },
  }));
}

const replayedNumbers = (engine: Engine, run: RecordedRun) =>
  numbersOf(engine, replayRun(engine, run));

describe("the engine's versions", () => {
  it("are loaded by their numbers, and the newest one is the current engine", async () => {
    expect(Math.max(...KNOWN_VERSIONS)).toBe(ENGINE_VERSION);
    expect(currentEngine.version).toBe(ENGINE_VERSION);
    for (const version of KNOWN_VERSIONS) expect((await engineOf(version))?.version).toBe(version);
    expect(await engineOf(ENGINE_VERSION)).toBe(currentEngine);
  });

  it.each([0, ENGINE_VERSION + 1, -1, 1.5, Number.NaN])("do not include version %s", (version) => {
    expect(engineOf(version)).toBeUndefined();
  });

  it("each have a folder and recorded runs", () => {
    const folders = readdirSync("app/engine").filter((name) => /^v\d+$/.test(name));
    expect(folders.sort()).toEqual(KNOWN_VERSIONS.map((version) => `v${version}`).sort());
    for (const version of KNOWN_VERSIONS) expect(existsSync(fileOf(version))).toBe(true);
  });
});

describe.each(KNOWN_VERSIONS)("engine version %i", (version) => {
  const recordings = recordingsOf(version);

  it("replays its recorded runs to exactly the recorded numbers", async () => {
    const engine = await engineOf(version);
    if (!engine) throw new Error("no such version");
    for (const { run, numbers } of recordings) {
      expect(run.plan.engine_version).toBe(version);
      expect(replayedNumbers(engine, run)).toEqual(numbers);
    }
  });

  it("has recorded runs with a defeat, a quit, a boss, errors and changes of target", () => {
    const ends = recordings.map(({ run }) => run.outcome);
    expect(new Set(ends)).toEqual(new Set(["defeat", "quit"]));
    const keys = recordings.flatMap(({ run }) => run.keys.map(([, key]) => key));
    expect(keys).toEqual(expect.arrayContaining(["Tab", "Escape", "Enter", " "]));
    for (const { numbers } of recordings) expect(numbers.incorrect_keys).toBeGreaterThan(0);
    expect(Math.max(...recordings.map(({ numbers }) => numbers.wave))).toBeGreaterThan(5);
  });

  it("has recorded runs that use all of its powers", async () => {
    const engine = await engineOf(version);
    if (!engine) throw new Error("no such version");
    const used = new Set<Power>();
    for (const { run } of recordings) {
      replayRun(engine, run, (_, events) => {
        for (const event of events) if (event.type === "power") used.add(event.power);
      });
    }
    expect(used).toEqual(new Set(engine.powerCharges.map(([, power]) => power)));
  });

  it("gives other numbers for every recorded run when its rules change", () => {
    const changed = recordings.filter(({ run, numbers }) => {
      return JSON.stringify(replayedNumbers(nextEngine, run)) !== JSON.stringify(numbers);
    });
    expect(changed).toHaveLength(recordings.length);
  });
});
