/** The ghost of a race: the points that an earlier run had earned at any time. */
import type { Replay, ResultWithPlayer } from "../../../contracts/game.ts";
import type { Engine } from "../../../engine/engine.ts";
import { engineOf } from "../../../engine/index.ts";
import {
  type PointTimeline,
  type Racer,
  type RaceVerdict,
  racerOf,
  verdictOf,
} from "../../../engine/race.ts";
import type { RecordedRun } from "../../../engine/replay.ts";
import { runOf } from "../../../ui/replay/timeline.ts";

export class Ghost implements Racer {
  readonly points: PointTimeline;
  /** Its final score. */
  readonly score: number;
  /** Who played the run; undefined when that could not be loaded. */
  readonly player: ResultWithPlayer["user"] | undefined;
  #next = 1;

  constructor(engine: Engine, replay: Replay, player: Ghost["player"]) {
    this.player = player;
    const racer = racerOf(engine, runOf(replay));
    this.points = racer.points;
    this.score = racer.score;
  }

  /**
   * Returns the earned points at `t`.
   *
   * @param t never earlier than in the call before
   */
  earnedAt(t: number): number {
    const { times, scores } = this.points;
    while ((times[this.#next] ?? Number.POSITIVE_INFINITY) <= t) this.#next += 1;
    return scores[this.#next - 1] ?? 0;
  }

  /** Returns who won the race, and where. */
  verdict(engine: Engine, run: RecordedRun): RaceVerdict {
    return verdictOf(racerOf(engine, run), this);
  }
}

/**
 * Loads the ghost of a result and replays it under its own rules. Returns undefined when it cannot be loaded:
 * the run goes on without it.
 */
export async function loadGhost(resultId: string): Promise<Ghost | undefined> {
  try {
    const url = `/api/game/result/${resultId}`;
    const [response, player] = await Promise.all([
      fetch(`${url}/replay`),
      fetch(url)
        .then((result): Promise<ResultWithPlayer> => result.json())
        .then(({ user }) => user)
        .catch(() => undefined),
    ]);
    if (!response.ok) return undefined;
    const replay: Replay = await response.json();
    const engine = await engineOf(replay.engine_version);
    return engine && new Ghost(engine, replay, player);
  } catch {
    return undefined;
  }
}
