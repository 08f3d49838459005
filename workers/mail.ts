/** Which provider of mail this deployment has, and the mails of a request. */
import type { Connection } from "../app/.server/db/client.ts";
import { bindingProvider, httpProvider, type Provider } from "../app/.server/mail/provider.ts";
import { type MailContext, type Mailer, sendMails } from "../app/.server/mail/service.ts";
import type { Bindings } from "./env.ts";
import { describeError, log } from "./log.ts";
import { recordMetric } from "./metrics.ts";

/** Without a provider mails wait in the outbox, and are given up after a day, as when one is away. */
const noProvider: Provider = async () => {
  throw new Error("this deployment has no provider of mail");
};

/** An HTTP provider comes before the binding, which every deployment may have. */
function providerOf({ MAIL, MAIL_URL, MAIL_KEY, MAIL_FROM }: Bindings): Provider {
  if (MAIL_FROM && MAIL_URL && MAIL_KEY) {
    return httpProvider({ url: MAIL_URL, key: MAIL_KEY, from: MAIL_FROM });
  }
  return MAIL_FROM && MAIL ? bindingProvider(MAIL, MAIL_FROM) : noProvider;
}

/**
 * Returns what sending mails takes.
 *
 * @param requestOrigin the origin of the request in development, whose port may be any; the cron job has none
 */
export function mailContextOf(env: Bindings, requestOrigin = "http://localhost:8787"): MailContext {
  const origin = env.ENVIRONMENT === "production" ? env.SITE_ORIGIN : requestOrigin;
  return {
    provider: providerOf(env),
    // Never that of a request: who forges its host would get links to their own site mailed.
    origin: origin ?? "https://localhost",
    secret: env.AUTH_SECRET,
    onFailure: ({ id, givenUp, error }) => {
      log("warn", givenUp ? "mail_given_up" : "mail_not_sent", {
        mail: id,
        ...describeError(error),
      });
      const outcome = givenUp ? "given_up" : "failed";
      recordMetric(env, { kind: "mail", name: "mail", outcome, milliseconds: 0 });
    },
  };
}

/** Returns a mailer that sends when the response is on its way, so that nobody waits for the provider. */
export function mailerOf(env: Bindings, requestUrl: string, connection: Connection): Mailer {
  const ids: string[] = [];
  return {
    sendLater(id) {
      ids.push(id);
      if (ids.length > 1) return;
      const work = async () => {
        await scheduler.wait(0);
        try {
          await sendMails(connection.db, mailContextOf(env, new URL(requestUrl).origin), ids);
        } catch (error) {
          // The cron job sends what is left.
          log("warn", "mails_left", describeError(error));
        }
      };
      connection.keepOpenFor(work());
    },
  };
}
