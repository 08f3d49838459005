/** The rules of drills: which code they are made of, and what is stored of them. */
import { highlight } from "../../../code/highlight.ts";
import type { Page } from "../../../contracts/list.ts";
import type {
  DrillEndRequest,
  DrillHistoryItem,
  DrillHistoryQuery,
  DrillPart,
  DrillStartRequest,
  EndedDrill,
  Focus,
  StartedDrill,
} from "../../../contracts/practice.ts";
import { type ChosenWindow, chooseWindows } from "../../../engine/drills/choose.ts";
import { replayDrill } from "../../../engine/drills/drill.ts";
import { drillFigures, drillMs } from "../../../engine/drills/figures.ts";
import { drillPart, matchingWindows } from "../../../engine/drills/pool.ts";
import type { Difficulty, Language } from "../../../engine/plan.ts";
import type { Caller } from "../../auth/authorization/queries.ts";
import type { Db } from "../../db/client.ts";
import { pageFrom, readCursor, type TimeCursor, timeCursorSchema } from "../../db/pages.ts";
import { uuidOrNull } from "../../db/rows.ts";
import { DomainError, inactiveAccount } from "../../errors.ts";
import { packSums } from "../keystrokes/packing.ts";
import { KeystrokeCounter } from "../keystrokes/presses.ts";
import { targetFigures, weakKeysOf } from "../keystrokes/service.ts";
import { checkTimes, rejected } from "../log-checks.ts";
import { type Part, textsOf } from "./parts.ts";
import type { DrillPools, PooledWindow } from "./pools.ts";
import {
  findDrillStart,
  findDrills,
  findDrillToEnd,
  findPool,
  findStoredDrill,
  insertDrill,
  deleteDrill as markDeleted,
  type OwnDrillText,
  type StoredDrill,
} from "./queries.ts";
import { readTicket, signTicket, TICKET_SECONDS, type Ticket } from "./tickets.ts";

/** What a start needs besides the request. */
export interface DrillTools {
  pools: DrillPools;
  /** Any whole number: the same chooses the same windows. */
  seed: number;
  now: Date;
}

interface Choice {
  language: Language;
  difficulty?: Difficulty | undefined;
  category?: string | undefined;
}

/** Returns the windows that a choice leaves. @throws `validation_failed` when it leaves none */
function windowsFor(windows: readonly PooledWindow[], choice: Choice): PooledWindow[] {
  const left = matchingWindows(windows, choice);
  if (left.length > 0) return left;
  const path = choice.category ? "category" : "language";
  const errors = [{ path, message: "There is no such code to type" }];
  throw new DomainError("validation_failed", "Some fields are not valid", { errors });
}

/** A part of a drill, and where it is from. */
interface Chosen {
  part: DrillPart;
  place: Part;
}

const chosenOf = (chosen: ChosenWindow<PooledWindow>): Chosen => ({
  part: drillPart(chosen),
  place: [chosen.window.version_id, chosen.window.line, chosen.window.lines],
});

interface Wishes {
  targets: string[];
  seed: number;
  lately?: ReadonlySet<string>;
}

const choose = (
  windows: readonly PooledWindow[],
  choice: Choice,
  { targets, seed, lately }: Wishes,
): Chosen[] => chooseWindows(windowsFor(windows, choice), targets, seed, lately).map(chosenOf);

/** Returns the whole of an own text. @throws `not_found`; `validation_failed` if it is in another language */
function ownPart(text: OwnDrillText | null, language: Language): Chosen {
  if (!text) throw new DomainError("not_found", "You have no text with this id");
  if (text.language !== language) {
    const errors = [{ path: "language", message: `The text is ${text.language}` }];
    throw new DomainError("validation_failed", "Some fields are not valid", { errors });
  }
  return {
    part: { category: text.title, text: text.text, first_line: 1, rich_in: [] },
    place: [text.version_id, 0, 0],
  };
}

const highlightsOf = (parts: DrillPart[], language: Language) =>
  parts.map(({ text }) => highlight(text, language));

/** Returns the keys that a drill of this focus mends. */
function targetsOf(focus: Focus, weak: () => string[]): string[] {
  if (focus === "plain") return [];
  return focus === "weak_keys" ? weak() : focus.keys;
}

/**
 * Starts a drill. Nothing is stored: its token carries what the end needs.
 *
 * @throws `unauthenticated`; `validation_failed` where there is no such code; `not_found` for a text that is not theirs
 */
export async function startDrill(
  db: Db,
  caller: Caller,
  request: DrillStartRequest,
  { pools, seed, now, secret }: DrillTools & { secret: string },
): Promise<StartedDrill> {
  const { language } = request;
  const known = pools.get(language, now);
  const found = await findDrillStart(db, caller, request, known !== undefined);
  if (!found) throw inactiveAccount();
  const targets = targetsOf(request.focus, () => weakKeysOf(found.sums, found.population));
  const chosen: Chosen[] = request.text_id
    ? [ownPart(found.text, language)]
    : choose(known ?? pools.set(language, found.snippets ?? [], now), request, {
        targets,
        seed,
        lately: new Set(found.lately.flat().map((part) => part.join(" "))),
      });
  const parts = chosen.map(({ part }) => part);
  const ticket: Ticket = {
    session_id: crypto.randomUUID(),
    user_id: caller.id,
    language,
    focus: targets.length > 0 ? request.focus : "plain",
    targets,
    parts: chosen.map(({ place }) => place),
    started_at: now.getTime(),
  };
  return {
    session_id: ticket.session_id,
    session_token: await signTicket(ticket, secret),
    language,
    focus: ticket.focus,
    targets,
    target_figures: targetFigures(found.sums, targets),
    parts,
    highlights: highlightsOf(parts, language),
    started_at: now.toISOString(),
    expires_at: new Date(now.getTime() + TICKET_SECONDS * 1_000).toISOString(),
  };
}

/** A drill of somebody without an account: nothing of it can be stored. */
export type GuestDrill = Pick<StartedDrill, "language" | "parts" | "highlights">;

/** Returns a plain drill. @throws `validation_failed` where there is no such code */
export async function startGuestDrill(
  db: Db,
  choice: Choice,
  { pools, seed, now }: DrillTools,
): Promise<GuestDrill> {
  const { language } = choice;
  const windows =
    pools.get(language, now) ?? pools.set(language, await findPool(db, language), now);
  const parts = choose(windows, choice, { targets: [], seed }).map(({ part }) => part);
  return { language, parts, highlights: highlightsOf(parts, language) };
}

/** Returns the content of a token. @throws `validation_failed`, `session_expired` */
async function requireTicket(token: string, now: Date, secret: string): Promise<Ticket> {
  const ticket = await readTicket(token, secret);
  if (!ticket) {
    const errors = [{ path: "session_token", message: "This token is forged or damaged" }];
    throw new DomainError("validation_failed", "Some fields are not valid", { errors });
  }
  if (now.getTime() - ticket.started_at > TICKET_SECONDS * 1_000) {
    throw new DomainError("session_expired", "A drill can be stored for a week");
  }
  return ticket;
}

const endedDrill = ({ inserted: created, ...row }: StoredDrill) => {
  const { words_per_minute, raw_words_per_minute, consistency, errors, ...result } = row;
  const { accuracy_percentage } = result;
  const figures = {
    words_per_minute,
    raw_words_per_minute,
    accuracy_percentage,
    consistency,
    errors,
  };
  return { ended: { result, figures }, created };
};

/**
 * Ends a drill: replays its log, stores the server's own figures once, and adds its keys to the player's statistics.
 *
 * @throws `unauthenticated`, `validation_failed`, `session_not_found`, `session_expired`, `log_rejected`
 */
export async function endDrill(
  db: Db,
  caller: Caller,
  { session_token, key_sequence: log, ended_at_ms }: DrillEndRequest,
  { now, secret }: { now: Date; secret: string },
): Promise<{ ended: EndedDrill; created: boolean }> {
  const ticket = await requireTicket(session_token, now, secret);
  const found = await findDrillToEnd(db, caller, ticket);
  if (!found) throw inactiveAccount();
  if (ticket.user_id !== caller.id) {
    throw new DomainError("session_not_found", "You have no session with this token");
  }
  if (found.is_deleted) throw new DomainError("session_not_found", "You have deleted this drill");
  if (found.result_id) {
    const stored = await findStoredDrill(db, found.result_id);
    if (stored) return endedDrill(stored);
  }
  checkTimes({ key_sequence: log, ended_at_ms }, now.getTime() - ticket.started_at);
  const texts = textsOf(ticket.parts, found.texts);
  if (!texts) throw new DomainError("session_not_found", "The text of this drill is gone");
  const { drill, presses } = replayDrill(texts, log);
  if (presses.length === 0) throw rejected("key_sequence", "Nothing was typed");

  const counter = new KeystrokeCounter(ticket.language, (part) => texts[part] ?? "");
  for (const press of presses) counter.add(press);
  const { correct_keys, incorrect_keys } = drill;
  const duration_ms = drillMs(presses, ended_at_ms);
  const stored = await insertDrill(db, caller, {
    ticket,
    log,
    correct_keys,
    incorrect_keys,
    duration_ms,
    figures: drillFigures(presses, ended_at_ms),
    sums: packSums(counter.sums, ticket.language, {
      correct_keys,
      incorrect_keys,
      ms: duration_ms,
    }),
    endedAt: now,
  });
  if (!stored) throw inactiveAccount();
  return endedDrill(stored);
}

const cursorOf = ({ ended_at, session_id }: DrillHistoryItem): TimeCursor => [ended_at, session_id];

/** Returns a page of the caller's drills, newest first. @throws `unauthenticated`, `validation_failed` */
export async function drillHistory(
  db: Db,
  caller: Caller,
  { cursor, ...query }: DrillHistoryQuery,
): Promise<Page<DrillHistoryItem>> {
  const after = readCursor(timeCursorSchema, cursor);
  const found = await findDrills(db, caller, { ...query, after });
  if (!found) throw inactiveAccount();
  return pageFrom(found, query.limit, cursorOf);
}

/** Deletes a drill of the caller. @throws `unauthenticated`, `not_found` */
export async function deleteDrill(db: Db, caller: Caller, id: string): Promise<void> {
  const deleted = await markDeleted(db, caller, uuidOrNull(id));
  if (deleted === undefined) throw inactiveAccount();
  if (!deleted) throw new DomainError("not_found", "You have no drill with this id");
}
