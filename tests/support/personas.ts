/** Everybody who may knock at the door, each with the token they would show. */

import { signAccessToken } from "../../app/.server/auth/tokens.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import { register, SECRET } from "./api.ts";
import { callerOf } from "./players.ts";
import type { Site } from "./site.ts";

export const PERSONAS = [
  "anonymous",
  "player",
  "other",
  "moderator",
  "admin",
  "deactivated",
  "deleted",
  "signed out",
  "expired",
  "forged",
] as const;
export type Persona = (typeof PERSONAS)[number];

export interface Visitor extends Partial<SignedIn> {
  persona: Persona;
  /** What they show; nobody has none. */
  token: string | undefined;
}

/** Somebody new of that kind. */
export async function visit(site: Site, persona: Persona): Promise<Visitor> {
  if (persona === "anonymous") return { persona, token: undefined };
  const account = await register(site);
  const { id, username } = account.user;
  const update = (values: object) =>
    site.db.updateTable("users").set(values).where("id", "=", id).execute();
  const role = persona === "admin" ? "ADMIN" : persona === "moderator" ? "MODERATOR" : "PLAYER";
  if (role !== "PLAYER") await update({ role });
  if (persona === "deactivated") await update({ is_active: false });
  if (persona === "deleted") await update({ is_active: false, deleted_at: new Date() });
  if (persona === "signed out") {
    const ended = { revoked_at: new Date() };
    await site.db.updateTable("sign_ins").set(ended).where("user_id", "=", id).execute();
  }
  const { family } = callerOf(account);
  const hourAgo = new Date(Date.now() - 3_600_000);
  const sign = (secret: string, now: Date) =>
    signAccessToken({ id, username, role, family }, secret, now);
  const token =
    persona === "expired"
      ? await sign(SECRET, hourAgo)
      : persona === "forged"
        ? await sign("a secret that is not the server's own, but long enough", new Date())
        : role === "PLAYER"
          ? account.access_token
          : await sign(SECRET, new Date());
  return { ...account, persona, token };
}
