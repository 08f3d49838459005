/** The mails of a developer's machine, at `/dev/mail`: there they reach nobody. No other deployment has this page. */
import type { Context } from "hono";
import { html, raw } from "hono/html";
import { latestMails } from "../../app/.server/mail/outbox/queries.ts";
import { outgoingMail } from "../../app/.server/mail/service.ts";
import type { AppEnv } from "../env.ts";
import { mailContextOf } from "../mail.ts";

/** A mail brings its own styles, and may load nothing. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'";

const page = (title: string, body: unknown) => html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${title} · Pro Dev</title></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>`;

/** Lists the latest mails, or shows the one of the path as its reader gets it. */
export async function showMails(c: Context<AppEnv>): Promise<Response> {
  const mails = await latestMails(c.var.context.db);
  c.header("Cache-Control", "no-store");
  const id = c.req.param("id");
  const mail = mails.find((each) => each.id === id);
  if (mail) {
    const { html: text } = outgoingMail(mail, mailContextOf(c.env, new URL(c.req.url).origin));
    c.set("contentSecurityPolicy", MAIL_POLICY);
    return c.html(raw(text));
  }
  const rows = mails.map(
    (each) => html`<li><a href="/dev/mail/${each.id}">${each.content.kind.replaceAll("_", " ")}</a>
      to ${each.recipient}, ${each.created_at}, ${each.state}</li>`,
  );
  const list = rows.length > 0 ? html`<ol>${rows}</ol>` : html`<p>None yet.</p>`;
  return c.html(page("Mails", list), id === undefined ? 200 : 404);
}
