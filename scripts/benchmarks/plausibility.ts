/**
 * `npm run bench:plausibility [-- people]`: lets 1,000 people of the model play two runs each, half of them to fit the
 * rules and half to measure them, and scripts for the scores of the best. Prints the tables of
 * docs/decisions/0036-plausibility.md. It runs tests/domain/plausibility.test.ts and its neighbours.
 */
import { collectEvidence } from "../../app/.server/games/plausibility/evidence.ts";
import { fingerprintOf } from "../../app/.server/games/plausibility/likeness.ts";
import { judge } from "../../app/.server/games/plausibility/rules.ts";
import { currentEngine } from "../../app/engine/current.ts";
import { replayRun, type Visitor } from "../../app/engine/replay.ts";
import { play } from "../../seed/player.ts";
import { readSnippets } from "../../seed/snippets.ts";
import { run, step, withCleanup } from "../development/steps.ts";

const people = process.argv[2] ?? "1000";
const KEYS = 6_000;
const ROUNDS = 201;

/** Returns the milliseconds of `work` when nothing else has the processor: the least of many rounds. */
function fastest(work: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return Math.min(...times);
}

async function printTimes(): Promise<void> {
  const snippets = (await readSnippets())
    .filter(({ language, difficulty }) => language === "PYTHON" && difficulty === "EASY")
    .slice(0, 12);
  const plan = {
    seed: 7,
    language: "PYTHON" as const,
    difficulty: "EASY" as const,
    mode: "relaxed" as const,
    engine_version: currentEngine.version,
    snippets,
  };
  const played = play(plan, { wpm: 125, errors: 20, until: 600_000 });
  const keys = played.keys.slice(0, KEYS);
  const endedAt = keys.at(-1)?.[0] ?? 0;
  const recorded = { plan, keys, outcome: "quit" as const, endedAt };
  const nothing: Visitor = () => {};
  const bare = fastest(() => replayRun(currentEngine, recorded));
  const visited = fastest(() => replayRun(currentEngine, recorded, nothing));
  const judged = fastest(() => {
    const { visit, finish } = collectEvidence();
    replayRun(currentEngine, recorded, visit);
    judge(finish(endedAt));
  });
  const printed = fastest(() => fingerprintOf(currentEngine, recorded));
  const row = (name: string, ms: number) => `| ${name} | ${ms.toFixed(2)} ms |`;
  console.log(
    [
      `| ${keys.length} keys | fastest of ${ROUNDS} |`,
      "|---|--:|",
      row("replay without a visitor, as verification does it", bare),
      row("replay with a visitor that does nothing", visited),
      row("replay, evidence and judgement", judged),
      row("replay and fingerprint", printed),
    ].join("\n"),
  );
}

await withCleanup(
  async () => {
    await printTimes();
    await step("plausibility", () =>
      run(
        "vitest",
        ["run", "--project", "domain", "--disableConsoleIntercept", "tests/domain/plausibility"],
        { env: { PLAUSIBILITY_PEOPLE: people } },
      ),
    );
  },
  async () => {},
);
