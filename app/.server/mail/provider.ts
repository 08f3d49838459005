/** The two ways to hand a mail to a provider: Cloudflare's binding, and an HTTP call. */
import type { RenderedMail } from "./render.ts";

export interface OutgoingMail extends RenderedMail {
  /** Providers that get it twice deliver it once. */
  id: string;
  to: string;
}

/**
 * Hands a mail over.
 *
 * @returns `refused` if the provider will never take it, for example because the address cannot exist
 * @throws if it may be tried again
 */
export type Provider = (mail: OutgoingMail) => Promise<"sent" | "refused">;

/** A provider that has not answered for so long is tried again later. */
const ANSWER_MS = 10_000;

/** Statuses that say nothing about the mail: the same call may succeed later. */
const isTemporary = (status: number) =>
  status >= 500 || [401, 403, 404, 408, 409, 425, 429].includes(status);

/**
 * A provider with an HTTP API: a `POST` of `{from, to, subject, text, html}` with a bearer key, and the mail's id as
 * `Idempotency-Key`, as Resend and others take it. A wrong key or address is a fault of the deployment, not of the mail.
 */
export const httpProvider =
  (api: { url: string; key: string; from: string }): Provider =>
  async ({ id, to, ...content }) => {
    const response = await fetch(api.url, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${api.key}`,
        "Content-Type": "application/json",
        "Idempotency-Key": id,
      },
      body: JSON.stringify({ from: api.from, to: [to], ...content }),
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    await response.body?.cancel();
    if (response.ok) return "sent";
    if (response.status >= 400 && !isTemporary(response.status)) return "refused";
    throw new Error(`the mail provider answered ${response.status}`);
  };

/** The part of Cloudflare's `send_email` binding that is used here. */
export interface MailBinding {
  send(message: {
    from: string;
    to: string;
    subject: string;
    text: string;
    html: string;
    headers: Record<string, string>;
  }): Promise<unknown>;
}

/** Errors of the binding that say that the mail will never be taken. */
const REFUSALS = /^E_(VALIDATION|FIELD|RECIPIENT|CONTENT|HEADER)/;

/** Cloudflare's own service. Its binding knows no key of its own for repeated mails, so the header names the mail. */
export const bindingProvider =
  (binding: MailBinding, from: string): Provider =>
  async ({ id, ...mail }) => {
    try {
      await binding.send({ from, ...mail, headers: { "X-Entity-Ref-ID": id } });
      return "sent";
    } catch (error) {
      if (REFUSALS.test((error as { code?: string }).code ?? "")) return "refused";
      throw error;
    }
  };
