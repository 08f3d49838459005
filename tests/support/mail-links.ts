/** The tokens of links that the site has mailed. */
import { sql } from "kysely";
import type { LinkKind } from "../../app/.server/mail/kinds.ts";
import { linkToken } from "../../app/.server/mail/links/tokens.ts";
import { call, SECRET } from "./api.ts";
import { fromNewNetwork } from "./networks.ts";
import type { Site } from "./site.ts";

/** Returns the token of the latest link of a kind that was mailed to an address. */
export async function mailedToken(
  { db }: Pick<Site, "db">,
  kind: LinkKind,
  address: string,
): Promise<string> {
  const { id } = await db
    .selectFrom("mails")
    .select("id")
    .where("kind", "=", kind)
    .where(sql`lower(recipient)`, "=", address.toLowerCase())
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return linkToken(kind, id, SECRET);
}

/** Asks for a link that sets a new password, and returns its token. */
export async function forgottenToken(site: Site, email: string): Promise<string> {
  await call(site, "/auth/forgot", { json: { email }, headers: fromNewNetwork() });
  return mailedToken(site, "reset_password", email);
}
