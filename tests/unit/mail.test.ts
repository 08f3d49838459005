/** What mails say, as text and as HTML, and the tokens of their links. */
import { describe, expect, it } from "vitest";
import type { MailContent } from "../../app/.server/mail/kinds.ts";
import { isGenuine, linkToken } from "../../app/.server/mail/links/tokens.ts";
import { renderMail } from "../../app/.server/mail/render.ts";
import { outgoingMail } from "../../app/.server/mail/service.ts";
import { EVERY_MAIL } from "../support/every-mail.ts";

const SECRET = "a secret of the tests";
const ID = "11111111-1111-4111-8111-111111111111";

const outgoing = (content: MailContent) =>
  outgoingMail(
    { id: ID, recipient: "ada@example.com", username: "ada", content },
    { origin: "https://pro-dev.example.com", secret: SECRET },
  );

/** Returns the words of HTML, as a reader sees them. */
const wordsOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>|<title>.*?<\/title>/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");

describe("every mail", () => {
  it.each(EVERY_MAIL)("says the same as text and as HTML: $kind", (content) => {
    const { text, html, subject } = outgoing(content);
    const words = new Set(wordsOf(html).match(/[\w.’'“”-]+/g));
    const missing = (text.match(/[\w.’'“”-]+/g) ?? []).filter(
      (word) => !words.has(word) && !html.includes(word),
    );
    expect(missing.filter((word) => word !== "--")).toEqual([]);
    expect(wordsOf(html)).toContain(subject);
    expect(text).not.toMatch(/undefined|null|\[object/);
  });

  it.each(EVERY_MAIL)("loads nothing and tells nobody that it was read: $kind", (content) => {
    const { html } = outgoing(content);
    expect(html).not.toMatch(/<img|<link|<script|url\(|src=|@import/);
    for (const [, address] of html.matchAll(/href="([^"]*)"/g))
      expect(address).toMatch(/^https:\/\/pro-dev\.example\.com\//);
  });

  it("writes what others chose as text, never as markup", () => {
    const { html } = renderMail({
      subject: "<b>&\"'",
      paragraphs: ['<img src="x" onerror="y">'],
      action: { label: "<i>", address: "https://pro-dev.example.com/?a=1&b=2" },
    });
    expect(html).not.toMatch(/<b>|<img|<i>/);
    expect(html).toContain('href="https://pro-dev.example.com/?a=1&amp;b=2"');
  });
});

describe("the token of a link", () => {
  it("is genuine for its own kind, mail and secret alone", () => {
    const token = linkToken("reset_password", ID, SECRET);
    expect(isGenuine("reset_password", token, SECRET)).toBe(true);
    expect(isGenuine("confirm_address", token, SECRET)).toBe(false);
    expect(isGenuine("reset_password", token, "another secret")).toBe(false);
    const other = token.replace("1111-", "2222-");
    for (const forged of [other, `${token}=`, token.slice(0, -1), ID, `${ID}.`, "", ".", "💥"])
      expect(isGenuine("reset_password", forged, SECRET)).toBe(false);
  });
});
