/**
 * Browsers that have signed in to an account before, by a signed cookie. Failures of others do not lock them
 * (docs/decisions/0011-lockout.md).
 */
import { z } from "zod";
import { readToken, signToken } from "./signed-tokens.ts";

const KIND = "known-device+jwt";

/** The longest that browsers keep a cookie. */
export const KNOWN_DEVICE_SECONDS = 400 * 24 * 60 * 60;

const knownDeviceSchema = z.object({ account: z.uuid(), device: z.uuid() });
/** A browser, and the account that it signed in to last. */
export type KnownDevice = z.infer<typeof knownDeviceSchema>;

/** Returns what a cookie says; undefined for one that is forged, damaged or missing. */
export const readKnownDevice = async (cookie: string | undefined, secret: string) =>
  cookie === undefined ? undefined : readToken(KIND, knownDeviceSchema, cookie, secret);

/** Returns the cookie of a browser that has signed in. It stays the same device for the same account. */
export async function knownDeviceCookie(
  account: string,
  before: string | undefined,
  secret: string,
): Promise<string> {
  const known = await readKnownDevice(before, secret);
  const device = known?.account === account ? known.device : crypto.randomUUID();
  return signToken(KIND, { account, device }, secret);
}
