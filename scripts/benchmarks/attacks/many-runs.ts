/** Many games at once, or one after the other as fast as the site answers. */
import { startGuestGame } from "../../../app/.server/games/guests/service.ts";
import type { EndedGame, StartedGame } from "../../../app/contracts/game.ts";
import { play } from "../../../seed/player.ts";
import { call, register, SECRET } from "../../../tests/support/api.ts";
import { storedProgress } from "../../../tests/support/histories.ts";
import type { Site } from "../../../tests/support/site.ts";
import { type Attack, countEach, times } from "./attack.ts";

const CHOICE = { language: "PYTHON", difficulty: "NORMAL" } as const;
const RUN_MS = 60_000;
/** What record 37 promises. A larger limit of the product would be another promise. */
const MAX_STARTS = 60;

async function startHundred(site: Site) {
  const { access_token: token } = await register(site);
  const answers = await Promise.all(
    times(100, () => call(site, "/game/start", { token, json: CHOICE })),
  );
  const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
  const passed = statuses.filter((status) => status === 201).length;
  return { now: `100 at once: ${countEach(statuses)}`, holds: passed <= MAX_STARTS };
}

async function sendEmptyRuns(site: Site) {
  const { access_token: token, user } = await register(site);
  const outcomes: (string | number)[] = [];
  for (let n = 0; n < 110; n += 1) {
    const started = await call<StartedGame>(site, "/game/start", { token, json: CHOICE });
    if (started.status !== 201) {
      outcomes.push(started.status);
      continue;
    }
    const { session_token } = started.body;
    const run = { session_token, outcome: "quit", key_sequence: [], ended_at_ms: 0 };
    const ended = await call<EndedGame>(site, "/game/end", { token, json: run });
    outcomes.push(ended.body.result?.status ?? ended.status);
  }
  const { statistics, unlocked } = await storedProgress(site.db, user.id);
  const { best_streak = 0, total_games = 0 } = statistics ?? {};
  return {
    now: `${countEach(outcomes)}: ${unlocked.length} achievements, a streak of ${best_streak}`,
    holds: unlocked.length === 0 && best_streak === 0 && total_games === 0,
  };
}

/** Plays a minute of a guest's game that began at `began`, and returns the claim of it. */
async function guestClaim(site: Site, began: number, seed: number) {
  const signer = { secret: SECRET, now: new Date(began) };
  const game = await startGuestGame(site.db, CHOICE, seed, signer);
  const { keys, outcome, endedAt } = play(game, { wpm: 60, until: RUN_MS, seed });
  return { ticket: game.ticket, outcome, key_sequence: keys, ended_at_ms: endedAt };
}

async function claimOverlapping(site: Site) {
  const { access_token: token } = await register(site);
  // Each begins a tenth of a second after the one before, and all have ended when the first is claimed.
  const first = Date.now() - RUN_MS - 3_000;
  const claims = await Promise.all(times(30, (n) => guestClaim(site, first + n * 100, n + 1)));
  const answers = await Promise.all(
    claims.map((json) => call<EndedGame>(site, "/game/claim", { token, json })),
  );
  const outcomes = answers.map(({ body, status }) => body.result?.status ?? status).sort();
  const verified = outcomes.filter((outcome) => outcome === "VERIFIED").length;
  return { now: countEach(outcomes), holds: verified === 1 };
}

export const MANY_RUNS: Attack[] = [
  {
    name: "Starting games to find an easy plan",
    before: "31 starts in 1.6 s, no limit",
    repeat: startHundred,
  },
  {
    name: "110 runs without a key",
    before: "all counted in 10 s: three achievements and a streak",
    repeat: sendEmptyRuns,
  },
  {
    name: "30 guest runs that overlap, claimed by one account",
    before: "30 of 30 VERIFIED: 1,800 s of play in 63 s",
    repeat: claimOverlapping,
  },
];
