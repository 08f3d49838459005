/** Sends what is in the outbox: after the response of the act that wrote it, and by the cron job. */
import type { Db } from "../db/client.ts";
import { hasLink } from "./kinds.ts";
import { openTokens } from "./links/queries.ts";
import { linkToken, linkTokenHash } from "./links/tokens.ts";
import { type DueMail, SEND_BATCH, settleMails, takeDueMails } from "./outbox/queries.ts";
import type { OutgoingMail, Provider } from "./provider.ts";
import { renderMail } from "./render.ts";
import { letterOf } from "./templates.ts";

/** What sending takes besides the database. */
export interface MailContext {
  provider: Provider;
  /** The site's own address. */
  origin: string;
  /** The key of which the tokens of links are made. */
  secret: string;
  /** Is told of each mail that could not be sent, and of each that will not be tried again. */
  onFailure(failure: { id: string; givenUp: boolean; error: unknown }): void;
}

/** Sends mails after the response of the request whose act wrote them. */
export interface Mailer {
  sendLater(id: string): void;
}

/** Returns a mail as its reader gets it. */
export function outgoingMail(
  { id, recipient, username, content }: Pick<DueMail, "id" | "recipient" | "username" | "content">,
  { origin, secret }: Pick<MailContext, "origin" | "secret">,
): OutgoingMail {
  const token = hasLink(content.kind) ? linkToken(content.kind, id, secret) : undefined;
  return { id, to: recipient, ...renderMail(letterOf(content, { origin, username, token })) };
}

/** Returns the ids of the mails whose links were spent or have expired. */
async function withDeadLinks(db: Db, mails: DueMail[], secret: string): Promise<string[]> {
  const links = mails.flatMap(({ id, content: { kind } }) =>
    hasLink(kind) ? [{ id, hash: linkTokenHash(linkToken(kind, id, secret)) }] : [],
  );
  if (links.length === 0) return [];
  const open = await openTokens(
    db,
    links.map(({ hash }) => hash),
  );
  return links.filter(({ hash }) => !open.includes(hash)).map(({ id }) => id);
}

/** Sends one batch of mails that are due. @returns how many there were */
async function sendBatch(db: Db, context: MailContext, ids?: readonly string[]): Promise<number> {
  const due = await takeDueMails(db, ids);
  if (due.length === 0) return 0;
  // Of mails that were written just now, nobody can have opened the links.
  const dead = ids ? [] : await withDeadLinks(db, due, context.secret);
  const outcomes = await Promise.all(
    due.map(async (mail) => {
      if (dead.includes(mail.id)) {
        const error = new Error("its link was used, or is too old");
        context.onFailure({ id: mail.id, givenUp: true, error });
        return { id: mail.id, outcome: "refused" };
      }
      try {
        const outcome = await context.provider(outgoingMail(mail, context));
        if (outcome === "refused") {
          const error = new Error("the mail provider refused it");
          context.onFailure({ id: mail.id, givenUp: true, error });
        }
        return { id: mail.id, outcome };
      } catch (error) {
        context.onFailure({ id: mail.id, givenUp: mail.last, error });
        return { id: mail.id, outcome: mail.last ? "refused" : "waiting" };
      }
    }),
  );
  const idsOf = (outcome: string) =>
    outcomes.filter((entry) => entry.outcome === outcome).map((entry) => entry.id);
  await settleMails(db, { sent: idsOf("sent"), givenUp: idsOf("refused") });
  return due.length;
}

/** Sends the mails that an act has just written. What fails is tried again by the cron job. */
export async function sendMails(
  db: Db,
  context: MailContext,
  ids: readonly string[],
): Promise<void> {
  await sendBatch(db, context, ids);
}

/** The most batches of a run of the cron job; the rest waits for the next run. */
const MAX_BATCHES = 20;

/** Sends all mails that are due. @returns how many it tried */
export async function sendDueMails(db: Db, context: MailContext): Promise<number> {
  let total = 0;
  for (let round = 0; round < MAX_BATCHES; round += 1) {
    const tried = await sendBatch(db, context);
    total += tried;
    if (tried < SEND_BATCH) break;
  }
  return total;
}
