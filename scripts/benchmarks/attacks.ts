/**
 * `npm run bench:attacks`: repeats the attacks that were once made on the product, on a built site with a database of
 * its own, and prints the table of docs/attacks.md. Ends with exit code 1 if one of them works again.
 */
import { step, withCleanup } from "../development/steps.ts";
import { ensureWorker } from "../development/worker.ts";
import type { Attempt } from "./attacks/attack.ts";
import { CHALLENGE_AND_CLOCKS } from "./attacks/challenge-and-clocks.ts";
import { COSTS } from "./attacks/costs.ts";
import { DESCRIPTION } from "./attacks/description.ts";
import { MANY_RUNS } from "./attacks/many-runs.ts";
import { SCRIPTED_RUNS } from "./attacks/scripted-runs.ts";
import { letPeoplePlay, startSite } from "./attacks/site.ts";

const ATTACKS = [...SCRIPTED_RUNS, ...MANY_RUNS, ...CHALLENGE_AND_CLOCKS, ...COSTS, ...DESCRIPTION];

const closers: (() => Promise<void>)[] = [];

await withCleanup(
  async () => {
    await ensureWorker();
    const site = await step("site", () => startSite(closers));
    await step("people", () => letPeoplePlay(site));
    const rows: string[] = [];
    const broken: string[] = [];
    for (const { name, before, repeat } of ATTACKS) {
      // An attack that ends in an error has shown nothing.
      const failed = (error: unknown): Attempt => ({ now: `not measured: ${error}`, holds: false });
      const { now, holds } = await step(name, () => repeat(site)).catch(failed);
      rows.push(`| ${name} | ${before} | ${holds ? "" : "**does not hold:** "}${now} |`);
      if (!holds) broken.push(name);
    }
    console.log(`\n| attack | before | now |\n|---|---|---|\n${rows.join("\n")}\n`);
    if (broken.length > 0) throw new Error(`Does not hold: ${broken.join("; ")}`);
  },
  async () => {
    for (const close of closers.reverse()) await close();
  },
);
