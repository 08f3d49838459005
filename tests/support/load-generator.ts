/** Generates load at a fixed rate, as visitors and players do: it sends the next request whether or not the last was answered. */

import { connect } from "../../app/.server/db/client.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import type { EndedGame, EndRequest, StartedGame } from "../../app/contracts/game.ts";
import { play } from "../../seed/player.ts";
import { registerThroughApi } from "./api.ts";
import { backdateStart } from "./players.ts";

export interface Sample {
  path: string;
  /** When the request was sent, by `performance.now()`. */
  sentAt: number;
  /** When the whole response had arrived, or the connection had failed. */
  answeredAt: number;
  /** 0 when the connection failed. */
  status: number;
  retryAfter: string | null;
  text: string;
}

interface Player extends SignedIn {
  /** Each player has a network, because starts are counted by network too. */
  address: string;
  busy: boolean;
  /** A run that the server has not acknowledged yet. The player sends it again until it is acknowledged. */
  unsent?: { session: string; request: EndRequest; backdated: boolean } | undefined;
}

/** A run of a minute, which counts everywhere. Its start is set back in the database, as if the minute had passed. */
const RUN = { wpm: 60, until: 60_000 };

/**
 * Registers `size` players, and returns the controls and the record of their load.
 *
 * @param databaseUrl the site's database, in which the starts of runs are set back while it is there
 */
export async function createLoadGenerator(
  site: { origin: string },
  size: number,
  databaseUrl: string,
) {
  /** Sets the start of a run back, on a connection of its own: one that was open would not survive the outage. */
  async function setBack(session: string): Promise<boolean> {
    const { db, close } = connect(databaseUrl);
    const isSet = await backdateStart(db, session, RUN.until).then(
      () => true,
      () => false,
    );
    await close().catch(() => {});
    return isSet;
  }

  const players: Player[] = [];
  for (let n = 0; n < size; n += 1) {
    const address = `198.51.100.${n + 1}`;
    players.push({ ...(await registerThroughApi(site)), address, busy: false });
  }
  const samples: Sample[] = [];
  /** The ids of the results that the server acknowledged, by session. */
  const acknowledged = new Map<string, Set<string>>();

  async function sendRequest(path: string, init: RequestInit = {}): Promise<Sample> {
    const sentAt = performance.now();
    const addSample = (status: number, text: string, retryAfter: string | null = null) => {
      const answeredAt = performance.now();
      const sample = { path, sentAt, answeredAt, status, retryAfter, text };
      samples.push(sample);
      return sample;
    };
    try {
      const response = await fetch(site.origin + path, init);
      const retryAfter = response.headers.get("Retry-After");
      return addSample(response.status, await response.text(), retryAfter);
    } catch (error) {
      return addSample(0, String(error));
    }
  }

  const post = ({ access_token, address }: Player, path: string, body: object) =>
    sendRequest(path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Authorization: `Bearer ${access_token}`,
        "CF-Connecting-IP": address,
      },
      body: JSON.stringify(body),
    });

  async function startGame(player: Player) {
    const { status, text } = await post(player, "/api/game/start", { language: "PYTHON" });
    if (status !== 201) return;
    const game = JSON.parse(text) as StartedGame;
    const { keys, outcome, endedAt } = play(game, RUN);
    player.unsent = {
      session: game.session_id,
      backdated: false,
      request: {
        session_token: game.session_token,
        outcome,
        key_sequence: keys,
        ended_at_ms: endedAt,
      },
    };
  }

  /** Sends a run, unless the database is away before its start could be set back. */
  async function endGame(player: Player, unsent: NonNullable<Player["unsent"]>) {
    const { session, request } = unsent;
    if (!unsent.backdated) unsent.backdated = await setBack(session);
    if (!unsent.backdated) return;
    const { status, text } = await post(player, "/api/game/end", request);
    if (status !== 201 && status !== 200) return;
    const { result } = JSON.parse(text) as EndedGame;
    acknowledged.set(session, (acknowledged.get(session) ?? new Set()).add(result.id));
    player.unsent = undefined;
  }

  async function playTurn(player: Player | undefined) {
    if (!player) return;
    player.busy = true;
    await (player.unsent ? endGame(player, player.unsent) : startGame(player));
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
  /** Sends one request: three times of five a player starts or ends a game, otherwise a visitor reads a page. */
  function sendNext(): Promise<unknown> {
    turn += 1;
    const read = reads[turn % reads.length] ?? "/";
    const free = players.filter(({ busy }) => !busy);
    if (turn % 5 < 3 && free.length > 0) return playTurn(free[turn % free.length]);
    const { access_token } = players[turn % players.length] as Player;
    return sendRequest(read, {
      redirect: "manual",
      ...(read === "/history" && { headers: { Cookie: `__Host-access=${access_token}` } }),
    });
  }

  const inFlight = new Set<Promise<unknown>>();
  const send = () => {
    const request = sendNext();
    inFlight.add(request);
    void request.finally(() => inFlight.delete(request));
  };
  return {
    samples,
    acknowledged,
    /** Sends one more request, which is added to `samples`. */
    sendRequest,
    /**
     * Starts the load. Returns a function that ends it, which waits until every request is answered
     * and sends each unacknowledged run once more.
     */
    startLoad(requestsASecond: number) {
      const started = performance.now();
      let sent = 0;
      // Counts by the clock, because timers fire late on a busy machine and the rate must not drop.
      const timer = setInterval(() => {
        const due = ((performance.now() - started) / 1000) * requestsASecond;
        for (; sent < due; sent += 1) send();
      }, 10);
      return async () => {
        clearInterval(timer);
        await Promise.all(inFlight);
        await Promise.all(players.map((player) => player.unsent && endGame(player, player.unsent)));
      };
    },
  };
}
