/** The kinds of mails, and what the text of each says besides its link. */
import { z } from "zod";
import { authProviderSchema } from "../../contracts/identities.ts";

/** The device and the time of an act, as the mail about it says them. */
const actSchema = z.strictObject({
  at: z.iso.datetime(),
  /** The browser's `User-Agent`; null without one. */
  user_agent: z.string().nullable(),
});

const PROVIDER_NAMES = z.enum(["GitHub", "Google"]);

export const mailContentSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("confirm_address"), facts: z.strictObject({}) }),
  z.strictObject({
    kind: z.literal("address_changing"),
    facts: actSchema.extend({ new_address: z.string() }),
  }),
  z.strictObject({ kind: z.literal("reset_password"), facts: z.strictObject({}) }),
  z.strictObject({
    kind: z.literal("password_reset"),
    /** `unlinked`: the providers whose identities the reset has unlinked. */
    facts: actSchema.extend({ unlinked: z.array(authProviderSchema).optional() }),
  }),
  z.strictObject({ kind: z.literal("password_changed"), facts: actSchema }),
  z.strictObject({ kind: z.literal("new_device"), facts: actSchema }),
  z.strictObject({
    kind: z.literal("identity_linked"),
    facts: actSchema.extend({ provider: PROVIDER_NAMES }),
  }),
  z.strictObject({
    kind: z.literal("identity_unlinked"),
    facts: actSchema.extend({ provider: PROVIDER_NAMES }),
  }),
]);
export type MailContent = z.infer<typeof mailContentSchema>;
export type MailKind = MailContent["kind"];

/** The kinds with a link that does something, and for how many seconds it works. */
export const LINK_SECONDS = {
  confirm_address: 24 * 60 * 60,
  reset_password: 30 * 60,
} as const satisfies Partial<Record<MailKind, number>>;
export type LinkKind = keyof typeof LINK_SECONDS;

export const hasLink = (kind: MailKind): kind is LinkKind => kind in LINK_SECONDS;
