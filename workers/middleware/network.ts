/** The network by which rate limits and the sign-in throttle count. */
import type { Context } from "hono";
import {
  convertIPv4BinaryToString,
  convertIPv4MappedIPv6ToIPv4,
  convertIPv6ToBinary,
  distinctRemoteAddr,
  isIPv4MappedIPv6,
} from "hono/utils/ipaddr";
import type { AppEnv } from "../env.ts";

/** The networks of an address. */
export interface Networks {
  /**
   * For an IPv6 address its /64, because a subscriber has all of its 2^64 addresses; for an IPv4 address, also one
   * written as IPv6 (`::ffff:198.51.100.7`), the address itself. Null without the edge.
   */
  network: string | null;
  /** For an IPv6 address its /48, which one subscriber may have as well; otherwise null. */
  wideNetwork: string | null;
}

/** Returns the networks of an IP address. Text that is not an address is its own network. */
export function networksOf(address: string): Networks {
  const other = { network: address, wideNetwork: null };
  // An address with a zone (`fe80::1%eth0`) never comes from the edge.
  if (distinctRemoteAddr(address) !== "IPv6" || address.includes("%")) return other;
  let binary: bigint;
  try {
    binary = convertIPv6ToBinary(address);
  } catch {
    return other;
  }
  if (isIPv4MappedIPv6(binary)) {
    const network = convertIPv4BinaryToString(convertIPv4MappedIPv6ToIPv4(binary));
    return { network, wideNetwork: null };
  }
  const groups = [112n, 96n, 80n, 64n].map((shift) => ((binary >> shift) & 0xffffn).toString(16));
  return {
    network: `${groups.join(":")}::/64`,
    wideNetwork: `${groups.slice(0, 3).join(":")}::/48`,
  };
}

/** Returns the networks of the client's address, as Cloudflare's edge reports it. */
export function networksFrom(c: Context<AppEnv>): Networks {
  const address = c.req.header("CF-Connecting-IP");
  return address === undefined ? { network: null, wideNetwork: null } : networksOf(address);
}
