/** A Worker that replays what it is sent: the engine alone, in workerd. */
import type { RecordedRun } from "../../app/engine/replay.ts";
import { outcomesOf } from "./recorded-runs.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await outcomesOf((await request.json()) as RecordedRun[]));
  },
};
