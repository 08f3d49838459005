/** Visitors and players who go on whatever happens: so many requests a second, whether answered or not. */
import type { SignedIn } from "../../app/contracts/account.ts";
import type { EndedGame, EndRequest, StartedGame } from "../../app/contracts/game.ts";
import { play } from "../../seed/player.ts";
import { signUp } from "./api.ts";

export interface Sample {
  what: string;
  /** By `performance.now()`: when it was sent, and when all of its answer was there. */
  sent: number;
  answered: number;
  /** 0 when the connection broke. */
  status: number;
  retryAfter: string | null;
  text: string;
}

interface Player extends SignedIn {
  busy: boolean;
  /** What is not acknowledged yet. It is sent until it is. */
  unsent?: { session: string; request: EndRequest } | undefined;
}

/** A run that fits into the two seconds that the clock may be off. */
const RUN = { wpm: 90, until: 1_200 };

/** Who asks, and what they were told. */
export async function crowd(site: { origin: string }, size: number) {
  const players: Player[] = [];
  for (let n = 0; n < size; n += 1) {
    players.push({ ...(await signUp(site)), busy: false });
  }
  const samples: Sample[] = [];
  /** The results that players were told of, by session. */
  const acknowledged = new Map<string, Set<string>>();

  async function ask(what: string, init: RequestInit = {}): Promise<Sample> {
    const sent = performance.now();
    const note = (status: number, text: string, retryAfter: string | null = null) => {
      const sample = { what, sent, answered: performance.now(), status, retryAfter, text };
      samples.push(sample);
      return sample;
    };
    try {
      const response = await fetch(site.origin + what, init);
      const retryAfter = response.headers.get("Retry-After");
      return note(response.status, await response.text(), retryAfter);
    } catch (error) {
      return note(0, String(error));
    }
  }

  const post = ({ access_token }: SignedIn, what: string, body: object) =>
    ask(what, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${access_token}` },
      body: JSON.stringify(body),
    });

  async function start(player: Player) {
    const { status, text } = await post(player, "/api/game/start", { language: "PYTHON" });
    if (status !== 201) return;
    const game = JSON.parse(text) as StartedGame;
    const { keys, outcome, endedAt } = play(game, RUN);
    player.unsent = {
      session: game.session_id,
      request: {
        session_token: game.session_token,
        outcome,
        key_sequence: keys,
        ended_at_ms: endedAt,
      },
    };
  }

  async function end(player: Player, { session, request }: NonNullable<Player["unsent"]>) {
    const { status, text } = await post(player, "/api/game/end", request);
    if (status !== 201 && status !== 200) return;
    const { result } = JSON.parse(text) as EndedGame;
    acknowledged.set(session, (acknowledged.get(session) ?? new Set()).add(result.id));
    player.unsent = undefined;
  }

  async function move(player: Player | undefined) {
    if (!player) return;
    player.busy = true;
    await (player.unsent ? end(player, player.unsent) : start(player));
    player.busy = false;
  }

  let turn = 0;
  const reads = [
    "/",
    "/leaderboard?type=weekly&limit=50",
    "/api/health",
    "/login",
    "/history",
    "/favicon.svg",
  ];
  /** One request: a player's move three times of five, something to look at otherwise. */
  function next(): Promise<unknown> {
    turn += 1;
    const read = reads[turn % reads.length] ?? "/";
    const free = players.filter(({ busy }) => !busy);
    if (turn % 5 < 3 && free.length > 0) return move(free[turn % free.length]);
    const { access_token } = players[turn % players.length] as Player;
    return ask(read, {
      redirect: "manual",
      ...(read === "/history" && { headers: { Cookie: `__Host-access=${access_token}` } }),
    });
  }

  const inFlight = new Set<Promise<unknown>>();
  const send = () => {
    const work = next();
    inFlight.add(work);
    void work.finally(() => inFlight.delete(work));
  };
  return {
    samples,
    acknowledged,
    /** @returns ends the load, once all that was sent is answered and every run is acknowledged */
    begin(requestsASecond: number) {
      const started = performance.now();
      let sent = 0;
      // By the clock: on a busy machine timers come late, and requests must not get fewer for that.
      const timer = setInterval(() => {
        const due = ((performance.now() - started) / 1000) * requestsASecond;
        for (; sent < due; sent += 1) send();
      }, 10);
      return async () => {
        clearInterval(timer);
        await Promise.all(inFlight);
        await Promise.all(players.map((player) => player.unsent && end(player, player.unsent)));
      };
    },
  };
}
