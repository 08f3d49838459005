/** A Worker that replays what it is sent: the engine alone, in workerd. */
import { outcomesOf, type RecordedRun } from "./recorded-runs.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(outcomesOf((await request.json()) as RecordedRun[]));
  },
};
