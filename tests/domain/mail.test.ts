/** The outbox: nothing is lost and nothing doubled, whatever the provider does. */
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import type { LinkKind } from "../../app/.server/mail/kinds.ts";
import { insertLink } from "../../app/.server/mail/links/queries.ts";
import { newLink } from "../../app/.server/mail/links/service.ts";
import { linkToken } from "../../app/.server/mail/links/tokens.ts";
import { deleteOldMails, takeDueMails } from "../../app/.server/mail/outbox/queries.ts";
import type { Provider } from "../../app/.server/mail/provider.ts";
import { type MailContext, sendDueMails, sendMails } from "../../app/.server/mail/service.ts";
import { withDatabase } from "../support/database.ts";
import { startMailProvider } from "../support/mail-provider.ts";
import { createPlayer } from "../support/players.ts";

const database = withDatabase();
const SECRET = "a secret of the tests";
const ORIGIN = "https://pro-dev.example.com";

function contextOf(provider: Provider) {
  const failures: { id: string; givenUp: boolean }[] = [];
  const context: MailContext = {
    ...{ provider, origin: ORIGIN, secret: SECRET },
    onFailure: ({ id, givenUp }) => failures.push({ id, givenUp }),
  };
  return { ...context, failures };
}

/** Writes a mail with a link to a new player: one that confirms the address holds as long as a mail is tried. */
async function writeMail(kind: LinkKind = "confirm_address") {
  const player = await createPlayer(database.db);
  const link = newLink(kind, SECRET);
  const receiver = sql`SELECT id, email FROM users WHERE id = ${player.id}`;
  await sql`WITH ${insertLink(link, receiver)} SELECT FROM link_mail`.execute(database.db);
  return { id: link.id, userId: player.id, tokenHash: link.tokenHash };
}

/** Lets time pass for the mails that wait. */
const passMinutes = (minutes: number) =>
  sql`UPDATE mails SET created_at = created_at - make_interval(mins => ${minutes}),
    due_at = due_at - make_interval(mins => ${minutes})`.execute(database.db);

const mailOf = (id: string) =>
  database.db.selectFrom("mails").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

describe("a mail", () => {
  it("is sent once to the account's address, with its id and with a link that the database does not know", async () => {
    const { provider, delivered } = await startMailProvider();
    const { id, userId } = await writeMail("reset_password");
    await sendMails(database.db, contextOf(provider), [id]);
    expect(await sendDueMails(database.db, contextOf(provider))).toBe(0);
    const token = linkToken("reset_password", id, SECRET);
    const { email } = await database.db
      .selectFrom("users")
      .select("email")
      .where("id", "=", userId)
      .executeTakeFirstOrThrow();
    expect(delivered()).toMatchObject([{ key: id, to: [email] }]);
    expect(delivered()[0]?.text).toContain(`${ORIGIN}/reset?token=${token}`);
    expect(delivered()[0]?.html).toContain(`href="${ORIGIN}/reset?token=${token}"`);
    expect((await mailOf(id)).sent_at).not.toBeNull();
    const { rows } = await sql<{ row: string }>`SELECT mails::text AS row FROM mails`.execute(
      database.db,
    );
    expect(rows.map(({ row }) => row).join()).not.toContain(token);
  });

  it("that the provider could not take is tried again with growing pauses, and sent once", async () => {
    const { provider, answers, calls, delivered } = await startMailProvider();
    const { id } = await writeMail();
    const context = contextOf(provider);
    answers.push(500, 429, 503);
    await sendMails(database.db, context, [id]);
    expect(await sendDueMails(database.db, context)).toBe(0);
    for (const minutes of [1, 5, 15]) {
      await passMinutes(minutes);
      expect(await sendDueMails(database.db, context)).toBe(1);
      expect(await sendDueMails(database.db, context)).toBe(0);
    }
    expect(calls.map(({ key }) => key)).toEqual([id, id, id, id]);
    expect(delivered()).toHaveLength(1);
    expect(context.failures).toEqual(Array(3).fill({ id, givenUp: false }));
  });

  it("whose answer is lost is handed over again under the same id, so that it is delivered once", async () => {
    const { provider, answers, calls, delivered } = await startMailProvider();
    const { id } = await writeMail();
    answers.push("lost");
    await sendMails(database.db, contextOf(provider), [id]);
    expect((await mailOf(id)).sent_at).toBeNull();
    await passMinutes(1);
    await sendDueMails(database.db, contextOf(provider));
    expect(calls.map(({ key }) => key)).toEqual([id, id]);
    expect(delivered()).toHaveLength(1);
    expect((await mailOf(id)).sent_at).not.toBeNull();
  });

  it("whose sender died is sent by the next one", async () => {
    const { provider, delivered } = await startMailProvider();
    const { id } = await writeMail();
    expect(await takeDueMails(database.db, [id])).toHaveLength(1);
    expect(await sendDueMails(database.db, contextOf(provider))).toBe(0);
    await passMinutes(1);
    await sendDueMails(database.db, contextOf(provider));
    expect(delivered()).toMatchObject([{ key: id }]);
  });

  it("is taken by one of twenty senders at once", async () => {
    const { provider, calls } = await startMailProvider();
    const { id } = await writeMail();
    await Promise.all(
      Array.from({ length: 20 }, () => sendMails(database.db, contextOf(provider), [id])),
    );
    expect(calls.map(({ key }) => key)).toEqual([id]);
  });

  it("is given up after a day, or at once when the provider refuses it for good", async () => {
    const { provider, answers, calls } = await startMailProvider();
    const [late, refused] = [await writeMail(), await writeMail()];
    const context = contextOf(provider);
    answers.push(422);
    await sendMails(database.db, context, [refused.id]);
    await passMinutes(24 * 60);
    answers.push(500);
    expect(await sendDueMails(database.db, context)).toBe(1);
    expect(context.failures).toEqual([
      { id: refused.id, givenUp: true },
      { id: late.id, givenUp: true },
    ]);
    await passMinutes(24 * 60);
    expect(await sendDueMails(database.db, context)).toBe(0);
    expect(calls).toHaveLength(2);
  });

  it.each(["spent_at", "expires_at"] as const)(
    "whose link is of no use any more is given up (%s)",
    async (column) => {
      const { provider, answers, calls } = await startMailProvider();
      const { id, tokenHash } = await writeMail("reset_password");
      const other = await writeMail("reset_password");
      const context = contextOf(provider);
      answers.push(500, 500);
      await sendMails(database.db, context, [id, other.id]);
      await database.db
        .updateTable("account_tokens")
        .set({ [column]: new Date().toISOString() })
        .where("token_hash", "=", tokenHash)
        .execute();
      await passMinutes(1);
      expect(await sendDueMails(database.db, context)).toBe(2);
      expect(calls.slice(2).map(({ key }) => key)).toEqual([other.id]);
      expect((await mailOf(id)).given_up_at).not.toBeNull();
      expect((await mailOf(other.id)).sent_at).not.toBeNull();
      expect(context.failures.at(-1)).toEqual({ id, givenUp: true });
    },
  );

  it("to an account that is deleted meanwhile is not sent", async () => {
    const { provider, calls } = await startMailProvider();
    const { id, userId } = await writeMail();
    await sql`UPDATE users SET deleted_at = now(), is_active = false WHERE id = ${userId}`.execute(
      database.db,
    );
    await sendMails(database.db, contextOf(provider), [id]);
    expect(calls).toEqual([]);
  });

  it("is deleted two weeks after it was sent, and not before", async () => {
    const { provider } = await startMailProvider();
    const { id } = await writeMail();
    await sendMails(database.db, contextOf(provider), [id]);
    await passMinutes(13 * 24 * 60);
    await deleteOldMails(database.db, 10);
    expect((await mailOf(id)).id).toBe(id);
    await passMinutes(25 * 60);
    await deleteOldMails(database.db, 10);
    await expect(mailOf(id)).rejects.toThrow("no result");
  });
});
