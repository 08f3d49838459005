/** The figures of mails: what the window has seen, and what waits now. */
import type { Metrics } from "../../../contracts/metrics.ts";
import { exactly, whole } from "../../../ui/text/format.ts";
import { FactList } from "./fact-list.tsx";

export function Mails({ mails }: Pick<Metrics, "mails">) {
  return (
    <FactList
      id="mails"
      title="Mails"
      facts={[
        ["Sent", whole(mails.sent)],
        ["Waiting now", whole(mails.waiting)],
        [
          "The oldest waits since",
          mails.waiting_since === null ? "–" : exactly(mails.waiting_since),
        ],
        ["Tries that failed", whole(mails.failed)],
        ["Given up", whole(mails.given_up)],
      ]}
    />
  );
}
