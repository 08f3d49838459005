import { sha256Hex } from "../../app/.server/sha256.ts";
import { networksOf } from "../middleware/network.ts";

/** Returns the network of a socket, as a hash, by which its spectators are counted. Of IPv6 it is the /48, which one subscriber may have. */
export function networkOf(request: Request): string | null {
  const address = request.headers.get("CF-Connecting-IP");
  if (address === null) return null;
  const { network, wideNetwork } = networksOf(address);
  return sha256Hex(`race:${wideNetwork ?? network}`);
}
