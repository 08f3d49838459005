/** Who may do what: the kinds of access, and the accounts, results and snippets that requests name. */
import { beforeAll } from "vitest";
import { profile } from "../../app/.server/accounts/service.ts";
import { NO_PASSWORD } from "../../app/.server/auth/passwords.ts";
import { dayOf } from "../../app/.server/db/time.ts";
import { block } from "../../app/.server/friends/blocks/service.ts";
import { answer, ask } from "../../app/.server/friends/service.ts";
import { startGame } from "../../app/.server/games/start/service.ts";
import { addOwnText } from "../../app/.server/practice/texts/service.ts";
import { createSnippet } from "../../app/.server/snippets/service.ts";
import type { ClaimRequest, EndRequest, StartedGuestGame } from "../../app/contracts/game.ts";
import type { DrillEndRequest, EndedDrill, StartedDrill } from "../../app/contracts/practice.ts";
import type { JoinedRace } from "../../app/contracts/race.ts";
import { createAdmin } from "./admins.ts";
import { call, PASSWORD, register } from "./api.ts";
import { forgottenToken, mailedToken } from "./mail-links.ts";
import { ownDraft, playOwnText } from "./own-texts.ts";
import { callerOf, honestRun, playGame, startRequest } from "./players.ts";
import type { Site } from "./site.ts";
import { draft } from "./snippets.ts";
import { storedRace } from "./stored-race.ts";
import { storeResult } from "./stored-results.ts";
import { createVisitor, VISITOR_KINDS, type Visitor, type VisitorKind } from "./visitors.ts";

const ACTIVE: VisitorKind[] = ["player", "other", "moderator", "admin"];

/** Visitors with a valid token. Only a query finds out that their account or their sign-in has ended. */
const WITH_VALID_TOKEN: VisitorKind[] = [...ACTIVE, "deactivated", "deleted", "signed out"];

/**
 * The kinds of visitors that get in. For all others a call answers 401 and a page leads to the sign-in.
 * If only the role is missing, both answer 403.
 */
const ACCESS = {
  public: VISITOR_KINDS,
  "signed in": ACTIVE,
  /** Nobody gets in whose valid token belongs to an ended account or sign-in. */
  "guest or signed in": [...ACTIVE, "anonymous", "expired", "forged"],
  moderator: ["moderator", "admin"],
  admin: ["admin"],
} as const satisfies Record<string, readonly VisitorKind[]>;

/** A call or a page, and its answer to visitors that get in. */
export interface AccessRow {
  access: keyof typeof ACCESS;
  /** The status of the answer. */
  ok: number;
  /** Returns the path, if it has parameters. */
  path?: (visitor: Visitor) => Promise<string> | string;
  json?: (visitor: Visitor) => Promise<unknown> | unknown;
  /** The Location header of the answer. */
  leads?: string | RegExp;
  /** The Location header of the answer to visitors with a valid token. */
  leadsSignedIn?: string;
}

/** A form of a page. */
export interface FormRow extends AccessRow {
  form?: (visitor: Visitor) => Promise<Record<string, string>> | Record<string, string>;
}

export const mayAccess = ({ access }: AccessRow, visitorKind: VisitorKind): boolean =>
  (ACCESS[access] as readonly VisitorKind[]).includes(visitorKind);

/** True for signed-in visitors that do not get in for want of the role. */
export const lacksRole = (row: AccessRow, visitorKind: VisitorKind): boolean =>
  (row.access === "moderator" || row.access === "admin") &&
  ACTIVE.includes(visitorKind) &&
  !mayAccess(row, visitorKind);

export const hasValidToken = (visitorKind: VisitorKind): boolean =>
  WITH_VALID_TOKEN.includes(visitorKind);

/**
 * Makes the accounts, games and results that the requests of the access tables name. The ids are there
 * when tests run, not yet when the tables are built.
 */
export function withAccessTargets(site: Site) {
  let count = 0;
  let username = "";
  let userId = "";
  let resultId = "";
  let moderatedResultId = "";
  let challenge = { day: "", resultId: "" };
  let snippetId = "";
  let foreign = { textId: "", resultId: "" };
  beforeAll(async () => {
    const account = await register(site);
    username = account.user.username;
    userId = account.user.id;
    const { ended } = await playGame(site.db, callerOf(account), { wpm: 60, until: 60_000 });
    resultId = ended.result.id;
    moderatedResultId = (await storeResult(site.db, callerOf(account))).id;
    // With this administrator no other one is the last.
    await createVisitor(site, "admin");
    const own = await playOwnText(site.db, callerOf(account));
    foreign = { textId: own.text.id, resultId: own.result.id };
    snippetId = (await createSnippet(site.db, await createAdmin(site.db), draft())).id;
  });

  /** Starts a game of the visitor, or of a new account if the visitor may not play. */
  async function startedGame({ visitorKind, access_token }: Visitor) {
    const account =
      ACTIVE.includes(visitorKind) && access_token ? { access_token } : await register(site);
    return startGame(site.db, callerOf(account), startRequest(), 1, new Date());
  }

  const practisingAccount = async ({ visitorKind, access_token = "" }: Partial<Visitor>) =>
    visitorKind && ACTIVE.includes(visitorKind) ? { access_token } : register(site);

  /** Returns the end of a new drill of the visitor, or of a new account if the visitor may not practise. */
  async function finishedDrill(visitor: Partial<Visitor>): Promise<DrillEndRequest> {
    const { access_token: token } =
      visitor.visitorKind || !visitor.access_token ? await practisingAccount(visitor) : visitor;
    const { body } = await call<StartedDrill>(site, "/typing/start", {
      token,
      json: { language: "PYTHON" },
    });
    return {
      session_token: body.session_token,
      key_sequence: [[1, body.parts[0]?.text[0] ?? ""]],
      ended_at_ms: 1_000,
    };
  }

  async function guestTicket(): Promise<string> {
    const { body } = await call<StartedGuestGame>(site, "/game/guest", {
      json: { language: "PYTHON" },
    });
    return body.ticket;
  }

  return {
    /** The username of an account with two results. */
    get username() {
      return username;
    },
    get userId() {
      return userId;
    },
    get resultId() {
      return resultId;
    },
    /** Another result of that account, whose status requests change. */
    get moderatedResultId() {
      return moderatedResultId;
    },
    /** Returns a run of today's challenge, which no visitor has played: another one once a new day has begun. */
    async challengeResultId() {
      const day = dayOf(new Date());
      if (challenge.day !== day) {
        const rival = callerOf(await register(site));
        const run = await playGame(site.db, rival, { wpm: 60, until: 60_000 }, { mode: "daily" });
        challenge = { day, resultId: run.ended.result.id };
      }
      return challenge.resultId;
    },
    get snippetId() {
      return snippetId;
    },
    /** An own text of that account, and a run on it. */
    get foreign() {
      return foreign;
    },
    /** Adds an own text of the visitor, or of a new account if the visitor may have none. */
    async ownTextOf({ visitorKind, access_token }: Visitor): Promise<string> {
      const account =
        ACTIVE.includes(visitorKind) && access_token ? { access_token } : await register(site);
      return (await addOwnText(site.db, callerOf(account), ownDraft())).id;
    },
    /** Returns the name of a new account that is to the visitor as `kind` says, if the visitor is active. */
    async acquaintance(
      { visitorKind, access_token }: Visitor,
      kind: "asking" | "friend" | "blocked" | "stranger",
    ): Promise<string> {
      const account = await register(site);
      const { username } = account.user;
      if (!ACTIVE.includes(visitorKind) || !access_token) return username;
      const visitor = callerOf({ access_token });
      const { username: own } = await profile(site.db, visitor);
      if (kind === "blocked") await block(site.db, visitor, username);
      if (kind === "asking" || kind === "friend") await ask(site.db, callerOf(account), own);
      if (kind === "friend") await answer(site.db, visitor, username, { status: "accepted" });
      return username;
    },
    newUserId: async () => (await register(site)).user.id,
    /** Returns the fields of a registration, new ones each time. */
    registration() {
      count += 1;
      const username = `newcomer_${count}`;
      return { username, email: `${username}@example.com`, password: PASSWORD };
    },
    /** Returns the credentials of a new account. */
    async credentials() {
      return { email: (await register(site)).user.email, password: PASSWORD };
    },
    /** Links an account elsewhere to the visitor, if there is one, and returns its provider. */
    async linkedProvider({ user }: Visitor): Promise<"github"> {
      const linked = { provider: "github", subject: crypto.randomUUID(), label: "octo" } as const;
      if (user) {
        const values = { ...linked, user_id: user.id };
        await site.db.insertInto("user_identities").values(values).execute();
      }
      return linked.provider;
    },
    /** Makes the visitor an account without a password. */
    async forgetPassword({ user }: Visitor): Promise<void> {
      if (!user) return;
      const values = { password_hash: NO_PASSWORD };
      await site.db.updateTable("users").set(values).where("id", "=", user.id).execute();
    },
    resetToken: async () => forgottenToken(site, (await register(site)).user.email),
    confirmationToken: async () =>
      mailedToken(site, "confirm_address", (await register(site)).user.email),
    refreshToken: async () => ({ refresh_token: (await register(site)).refresh_token }),
    /** Returns the id of a device of the visitor, or of any account if the visitor has none. */
    async deviceOf({ user }: Visitor): Promise<string> {
      const { family_id } = await site.db
        .selectFrom("refresh_tokens")
        .select("family_id")
        .$if(user !== undefined, (query) => query.where("user_id", "=", user?.id ?? ""))
        .limit(1)
        .executeTakeFirstOrThrow();
      return family_id;
    },
    async checkpoint(visitor: Visitor) {
      const { session_token } = await startedGame(visitor);
      return { session_token, key_sequence: [] };
    },
    async finishedRun(visitor: Visitor): Promise<EndRequest> {
      return honestRun(site.db, await startedGame(visitor), { wpm: 60, until: 60_000 });
    },
    finishedDrill: (visitor: Visitor) => finishedDrill(visitor),
    /** Returns the id of a drill of the visitor, or of a new account if the visitor may not practise. */
    async drillOf(visitor: Visitor): Promise<string> {
      const account = await practisingAccount(visitor);
      const { body } = await call<EndedDrill>(site, "/typing/end", {
        token: account.access_token,
        json: await finishedDrill(account),
      });
      return body.result.id;
    },
    /** Makes a race in which the visitor has a seat, or a guest if the visitor may have none. Returns its code. */
    async ownRaceCode({ visitorKind, access_token }: Visitor): Promise<string> {
      const token = ACTIVE.includes(visitorKind) ? access_token : undefined;
      const json = { language: "PYTHON" };
      return (await call<JoinedRace>(site, "/races", { token, json })).body.code;
    },
    /** Makes a race with a free seat. Returns its code. */
    async raceCode(): Promise<string> {
      const json = { language: "PYTHON" };
      return (await call<JoinedRace>(site, "/races", { json })).body.code;
    },
    async finishedRaceCode(): Promise<string> {
      const racers = [await register(site), await register(site)];
      return (await storedRace(site.db, racers.map(callerOf))).code;
    },
    receiptRequest: async () => ({ ticket: await guestTicket(), digest: "0".repeat(64) }),
    /** Returns a guest's run that ended as soon as it began. */
    async guestRun(): Promise<ClaimRequest> {
      return { ticket: await guestTicket(), outcome: "quit", key_sequence: [], ended_at_ms: 0 };
    },
  };
}
export type AccessTargets = ReturnType<typeof withAccessTargets>;
