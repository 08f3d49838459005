/** What the panel at the end of a run says of the way of its keys to the server. */
import type { Delivery } from "../../ui/outbox/delivery.ts";

/**
 * @param isKept whether the run outlives this tab until the server has it
 * @param elsewhere whether it ended because the player started another game in another tab
 */
export function statusOf(
  delivery: Delivery,
  isKept: boolean,
  elsewhere: boolean,
  online: boolean,
): string {
  switch (delivery.state) {
    case "sending":
      return "Sending your keys to be played again on the server…";
    case "waiting":
      return isKept
        ? "Result is waiting: not sent yet. Retrying… It is kept in this browser, even if you close it."
        : "Result is waiting: not sent yet. Retrying… This browser keeps nothing: leave the tab open.";
    case "unclaimed": {
      const where = isKept ? "in this browser" : "in this tab";
      const { player, other } = delivery;
      if (player === null && !online) {
        return isKept
          ? "You are offline. This run is kept in this browser for a day, and can be claimed when the network is back."
          : "You are offline, and this browser keeps nothing: leave the tab open until the network is back.";
      }
      if (player === null) {
        return isKept
          ? "This run is nobody’s yet. It is kept in this browser for a day. An account gives it a page and a link."
          : "This run is nobody’s yet. This browser keeps nothing: it is lost when you close the tab.";
      }
      return other
        ? `${other} has signed in meanwhile. The run of ${player} is kept ${where} until they sign in again.`
        : `You were signed out meanwhile. The run is kept ${where} until you sign in.`;
    }
    case "claimed":
      return "This run was claimed before.";
    case "unstored":
      return "Played without the network: these figures are for you alone, and stored nowhere.";
    case "refused":
      return `The server refused this run. ${delivery.reason}`;
    case "stored":
      return elsewhere ? "Stored as far as it went." : "Stored. Opening your result…";
  }
}
