/** Other players' runs of the daily challenge, and clocks that are not the server's. */
import { play } from "../../../seed/player.ts";
import { call, register } from "../../../tests/support/api.ts";
import { copyOf } from "../../../tests/support/people/copies.ts";
import { playAs } from "../../../tests/support/people/model.ts";
import { drawPerson } from "../../../tests/support/people/person.ts";
import type { Site } from "../../../tests/support/site.ts";
import { type Attack, number } from "./attack.ts";
import { describeFate, endRun, sendCheckpoints, startRun } from "./runs.ts";

const DAILY = { mode: "daily" } as const;
/** Types on a keyboard with a fine clock. */
const RIVAL = { ...drawPerson(3), wpm: 75, phone: false, tapHold: false, clock: 1 };

/** Has a rival play today's challenge, once for all attacks that need it. */
async function playRival(site: Site) {
  const { player, game } = await startRun(site, DAILY, 1);
  const run = playAs(RIVAL, game, { until: 150_000, seed: 4 });
  return { run, ended: await endRun(site, player, game, run) };
}
let rival: ReturnType<typeof playRival> | undefined;
const rivalOf = (site: Site) => {
  rival ??= playRival(site);
  return rival;
};

async function watchRival(site: Site) {
  const { ended } = await rivalOf(site);
  const { access_token: token } = await register(site);
  const path = `/game/result/${ended.result.id}/replay`;
  const answers = [await call(site, path, { token }), await call(site, path)];
  return {
    now: answers.map(({ status, body }) => `${status} ${body.code ?? ""}`).join("; visitor: "),
    holds: answers.every(({ status }) => status === 403),
  };
}

async function sendRivalsLog(site: Site) {
  const { run } = await rivalOf(site);
  const { player, game } = await startRun(site, DAILY, 1);
  return describeFate(site, player, await endRun(site, player, game, copyOf(run, {})));
}

interface LateRun {
  wpm: number;
  until: number;
  lateAt: (t: number) => number;
  checkpoints: boolean;
}

/** Plays a run that takes longer on the server's clock. */
async function playLate(site: Site, { wpm, until, lateAt, checkpoints }: LateRun) {
  const { player, game } = await startRun(site, {}, 7);
  const run = play(game, { wpm, errors: 10, until });
  if (checkpoints) await sendCheckpoints(site, player, game, run, lateAt);
  return { player, ended: await endRun(site, player, game, run, lateAt) };
}

/** 10 s of play in 19.5 s. */
const slowClock = { wpm: 78, lateAt: (t: number) => 0.95 * t };

async function slowDown(site: Site) {
  const runs = {
    "a minute without checkpoints": { until: 60_000, checkpoints: false },
    "a minute with them": { until: 60_000, checkpoints: true },
    "two minutes with them": { until: 120_000, checkpoints: true },
  };
  const fates: string[] = [];
  let holds = true;
  for (const [name, options] of Object.entries(runs)) {
    const { player, ended } = await playLate(site, { ...slowClock, ...options });
    const fate = await describeFate(site, player, ended);
    fates.push(`${name} ${fate.now}`);
    holds &&= fate.holds;
  }
  return { now: fates.join("; "), holds };
}

async function startLate(site: Site) {
  const { ended } = await playLate(site, {
    wpm: 60,
    until: 60_000,
    lateAt: () => 12_000,
    checkpoints: true,
  });
  const { final_score, status, off_boards } = ended.result;
  const counts = status === "VERIFIED" && !off_boards && ended.rank !== null;
  return {
    now: `${number(final_score)} points: ${status}, ${counts ? `rank ${ended.rank}` : "on no board"}`,
    holds: counts,
  };
}

export const CHALLENGE_AND_CLOCKS: Attack[] = [
  {
    name: "A rival's replay of today's challenge, before one's own try",
    before: "200",
    repeat: watchRival,
  },
  { name: "The rival's log, sent again", before: "VERIFIED", repeat: sendRivalsLog },
  {
    name: "A clock at half the speed, for a minute",
    before: "VERIFIED: 10 s of play in 19.5 s counted as 78 WPM, and were 40",
    repeat: slowDown,
  },
  {
    name: "No attack: a start that took 12 s to arrive",
    before: "FLAGGED",
    repeat: startLate,
  },
];
