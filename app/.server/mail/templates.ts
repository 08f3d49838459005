/** What each kind of mail says. `render.ts` makes its text and its HTML of it. */
import { nameDevice } from "../../contracts/device-name.ts";
import { PROVIDER_NAMES } from "../../contracts/identities.ts";
import { hasLink, type MailContent } from "./kinds.ts";

/** A mail before it is written as text and as HTML. */
export interface Letter {
  subject: string;
  /** Each is a paragraph without markup. */
  paragraphs: string[];
  /** What the reader may press, after the first paragraph. */
  action?: { label: string; address: string };
}

/** What a letter depends on besides its content. */
export interface LetterContext {
  /** The site's own address, which is fixed: that of a request can be forged. */
  origin: string;
  username: string;
  /** The token of the mail's link; undefined for a kind without one. */
  token: string | undefined;
}

/** Returns a time as people read it, in UTC: the site does not know where its reader is. */
const written = (time: string) =>
  `${new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(new Date(time))} UTC`;

/** Returns the device of an act. Only names of this site's own, because who acts chooses the text of a `User-Agent`. */
function deviceIn(userAgent: string | null): string {
  const { name, kind } = nameDevice(userAgent);
  return kind === "program" ? "in a program that is no known browser" : `in ${name}`;
}

/** Returns who acted when, for the mails that tell of an act. */
const when = ({ at, user_agent }: { at: string; user_agent: string | null }) =>
  `It happened on ${written(at)}, ${deviceIn(user_agent)}.`;

const NOT_YOU = "If it was not you, somebody else can get into your account.";

/** Returns the letter of a mail. */
export function letterOf(content: MailContent, { origin, username, token }: LetterContext): Letter {
  const page = (path: string) => new URL(path, origin).href;
  const link = (path: string) => {
    if (!hasLink(content.kind) || token === undefined)
      throw new Error(`A ${content.kind} has no link`);
    return `${page(path)}?token=${token}`;
  };
  const forgot = { label: "Choose a new password", address: page("/forgot") };
  switch (content.kind) {
    case "confirm_address":
      return {
        subject: "Confirm your address",
        paragraphs: [
          `This address was entered for the account ${username} on Pro Dev.`,
          "The link works for 24 hours, and once.",
          "If you do not know of this account, do nothing: it stays without a confirmed address.",
        ],
        action: { label: "Confirm this address", address: link("/verify") },
      };
    case "reset_password":
      return {
        subject: "Choose a new password",
        paragraphs: [
          `Somebody asked for a new password for the account ${username} on Pro Dev.`,
          "The link works for 30 minutes, and once. The new password signs out every device.",
          "If it was not you, do nothing: the password stays as it is.",
        ],
        action: { label: "Choose a new password", address: link("/reset") },
      };
    case "address_changing":
      return {
        subject: "Your address is about to change",
        paragraphs: [
          `The account ${username} on Pro Dev gets the address ${content.facts.new_address} as soon as it is confirmed there.`,
          when(content.facts),
          `${NOT_YOU} Choose a new password now: the change is then forgotten.`,
        ],
        action: forgot,
      };
    case "password_reset": {
      const { unlinked = [] } = content.facts;
      return {
        subject: "Your password was reset",
        paragraphs: [
          `The account ${username} on Pro Dev has a new password, chosen by a link in a mail. Every device was signed out.`,
          unlinked.length > 0
            ? `${unlinked.map((provider) => PROVIDER_NAMES[provider]).join(" and ")} no longer ${unlinked.length > 1 ? "sign in: they were" : "signs in: it was"} linked before this address was confirmed, perhaps by somebody else.`
            : `An account at GitHub or Google that is linked still signs in. See which are: ${page("/settings/sign-in")}`,
          when(content.facts),
          `${NOT_YOU} Choose a new password, and look at who can read your mails.`,
        ],
        action: forgot,
      };
    }
    case "password_changed":
      return {
        subject: "Your password was changed",
        paragraphs: [
          `The password of the account ${username} on Pro Dev was changed. Every other device was signed out.`,
          when(content.facts),
          `${NOT_YOU} Choose a new password.`,
        ],
        action: forgot,
      };
    case "new_device":
      return {
        subject: "A new device signed in",
        paragraphs: [
          `A device that had not been seen before signed in to the account ${username} on Pro Dev.`,
          when(content.facts),
          `${NOT_YOU} Sign the device out, and choose a new password.`,
          "The settings say whether you get this mail.",
        ],
        action: { label: "See your devices", address: page("/settings/devices") },
      };
    case "identity_linked":
      return {
        subject: `${content.facts.provider} was linked`,
        paragraphs: [
          `The account ${username} on Pro Dev can be entered with ${content.facts.provider} from now on.`,
          when(content.facts),
          `${NOT_YOU} Unlink it, and choose a new password.`,
        ],
        action: { label: "See your ways in", address: page("/settings/sign-in") },
      };
    case "identity_unlinked":
      return {
        subject: `${content.facts.provider} was unlinked`,
        paragraphs: [
          `The account ${username} on Pro Dev can no longer be entered with ${content.facts.provider}.`,
          when(content.facts),
          `${NOT_YOU} Choose a new password.`,
        ],
        action: { label: "See your ways in", address: page("/settings/sign-in") },
      };
  }
}
