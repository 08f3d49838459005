/** A Worker that replays the runs in a request: it runs the engine in workerd. */
import type { RecordedRun } from "../../app/engine/replay.ts";
import { replayOutcomes } from "./replay-outcomes.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await replayOutcomes((await request.json()) as RecordedRun[]));
  },
};
