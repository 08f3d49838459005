/** The kinds of visitors that authorization tells apart, each with its access token. */
import { signAccessToken } from "../../app/.server/auth/tokens.ts";
import type { SignedIn } from "../../app/contracts/account.ts";
import { register, SECRET } from "./api.ts";
import { callerOf } from "./players.ts";
import type { Site } from "./site.ts";

export const VISITOR_KINDS = [
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
export type VisitorKind = (typeof VISITOR_KINDS)[number];

export interface Visitor extends Partial<SignedIn> {
  visitorKind: VisitorKind;
  /** The access token; undefined for an anonymous visitor. */
  token: string | undefined;
}

/** Creates a visitor of a kind, with a new account unless the visitor is anonymous. */
export async function createVisitor(site: Site, visitorKind: VisitorKind): Promise<Visitor> {
  if (visitorKind === "anonymous") return { visitorKind, token: undefined };
  const account = await register(site);
  const { id, username } = account.user;
  const update = (values: object) =>
    site.db.updateTable("users").set(values).where("id", "=", id).execute();
  const role =
    visitorKind === "admin" ? "ADMIN" : visitorKind === "moderator" ? "MODERATOR" : "PLAYER";
  if (role !== "PLAYER") await update({ role });
  if (visitorKind === "deactivated") await update({ is_active: false });
  if (visitorKind === "deleted") await update({ is_active: false, deleted_at: new Date() });
  if (visitorKind === "signed out") {
    const ended = { revoked_at: new Date() };
    await site.db.updateTable("sign_ins").set(ended).where("user_id", "=", id).execute();
  }
  const { family } = callerOf(account);
  const anHourAgo = new Date(Date.now() - 3_600_000);
  const sign = (secret: string, now: Date) =>
    signAccessToken({ id, username, role, family }, secret, now);
  const token =
    visitorKind === "expired"
      ? await sign(SECRET, anHourAgo)
      : visitorKind === "forged"
        ? await sign("a secret that is not the server's own, but long enough", new Date())
        : role === "PLAYER"
          ? account.access_token
          : await sign(SECRET, new Date());
  return { ...account, visitorKind, token };
}
