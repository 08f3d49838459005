/** Mails that tell owners of an act on their account, so that they notice one that was not theirs. */
import type { MailContent } from "./kinds.ts";
import type { NewMail } from "./outbox/queries.ts";

type FactsOf<Kind> = Extract<MailContent, { kind: Kind }>["facts"];
/** The kinds that say when an act happened, and in which browser. */
type NoticeKind = Extract<MailContent, { facts: { at: string } }>["kind"];

/** Returns the mail about an act of the request that `now` and `userAgent` describe. */
export function newNotice<Kind extends NoticeKind>(
  kind: Kind,
  { now, userAgent }: { now: Date; userAgent: string | null },
  more: Omit<FactsOf<Kind>, "at" | "user_agent">,
): NewMail {
  const user_agent = userAgent?.slice(0, 255) ?? null;
  const facts = { at: now.toISOString(), user_agent, ...more };
  return { id: crypto.randomUUID(), content: { kind, facts } as MailContent };
}
