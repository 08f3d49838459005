/** Who is counted as one where callers are counted. */
import type { Context } from "hono";
import type { AppEnv } from "../env.ts";

/**
 * The network that an address belongs to. Of IPv6 that is the /64: whoever has one
 * address has 2^64 of them. An IPv4 address stands for itself, also when written as
 * IPv6. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const literal = `http://[${address}]`;
  if (!address.includes(":") || !URL.canParse(literal)) return address;
  // The URL parser writes every form of an address in the same one: short, hexadecimal.
  const [head = [], tail] = new URL(literal).hostname
    .slice(1, -1)
    .split("::")
    .map((part) => part.split(":").filter(Boolean));
  const left = tail ? Array<string>(8 - head.length - tail.length).fill("0") : [];
  const groups = [...head, ...left, ...(tail ?? [])];
  if (groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff") {
    const bytes = groups.slice(6).flatMap((group) => {
      const pair = Number.parseInt(group, 16);
      return [pair >> 8, pair & 255];
    });
    return bytes.join(".");
  }
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** The network that a request comes from, as the edge saw it. */
export function networkFrom(c: Context<AppEnv>): string | null {
  const address = c.req.header("CF-Connecting-IP");
  return address === undefined ? null : networkOf(address);
}
