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

/**
 * Returns the network of an IP address. For an IPv6 address it is the /64, because a subscriber has all of its
 * 2^64 addresses. For an IPv4 address, also one written as IPv6 (`::ffff:198.51.100.7`), it is the address
 * itself. Returns text that is not an address unchanged.
 */
export function networkOf(address: string): string {
  // An address with a zone (`fe80::1%eth0`) never comes from the edge.
  if (distinctRemoteAddr(address) !== "IPv6" || address.includes("%")) return address;
  let binary: bigint;
  try {
    binary = convertIPv6ToBinary(address);
  } catch {
    return address;
  }
  if (isIPv4MappedIPv6(binary)) {
    return convertIPv4BinaryToString(convertIPv4MappedIPv6ToIPv4(binary));
  }
  const groups = [112n, 96n, 80n, 64n].map((shift) => ((binary >> shift) & 0xffffn).toString(16));
  return `${groups.join(":")}::/64`;
}

/** Returns the network of the client's address, as Cloudflare's edge reports it; null without the edge. */
export function networkFrom(c: Context<AppEnv>): string | null {
  const address = c.req.header("CF-Connecting-IP");
  return address === undefined ? null : networkOf(address);
}
