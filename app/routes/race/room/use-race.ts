import { useEffect, useState, useSyncExternalStore } from "react";
import { keepRun } from "../../../ui/outbox/run-store.ts";
import { type Claim, RaceClient } from "./race-client.ts";
import { NO_RACE, type RaceView } from "./race-view.ts";

/** Keeps a guest's run in this browser, as any guest's: it becomes a result when its player registers. */
function keepClaim(claim: Claim, { race, room }: RaceView): void {
  if (!race || !room) return;
  const { ticket, receipt, outcome, key_sequence: keys, ended_at_ms: at } = claim;
  void keepRun({
    session_id: room.race_id,
    player: null,
    token: ticket,
    receipt,
    mode: race.plan.mode,
    language: race.plan.language,
    difficulty: race.plan.difficulty,
    started_at: Date.now() - Math.round(performance.now() - race.startedAt),
    keys,
    end: { outcome, at },
  });
}

const noChanges = () => () => {};
const noRace = () => NO_RACE;

/** Takes part in the race of a code. The client is undefined on the server and in the first moment of the page. */
export function useRace(code: string): { view: RaceView; client: RaceClient | undefined } {
  const [client, setClient] = useState<RaceClient>();
  useEffect(() => {
    const opened = new RaceClient(code, keepClaim);
    setClient(opened);
    return () => {
      opened.close();
      setClient(undefined);
    };
  }, [code]);
  const view = useSyncExternalStore(client?.subscribe ?? noChanges, client?.view ?? noRace, noRace);
  return { view, client };
}
