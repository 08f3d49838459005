/** The ways into a race, and the tickets with which this tab comes back: a guest is known by nothing else. */
import type { Problem } from "../../contracts/problem.ts";
import type { JoinedRace } from "../../contracts/race.ts";

const TIMEOUT = 15_000;

/** What the server says instead of letting somebody in. */
export class RaceRefusal extends Error {
  readonly code: Problem["code"];
  /** Seconds after which the same request may succeed; 0 if that is not known. */
  readonly retryAfter: number;

  constructor({ code, detail }: Problem, retryAfter: number) {
    super(detail);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

const ticketKey = (code: string) => `pro-dev.race.${code}`;

/** Returns this tab's ticket for a race; undefined without one, and where storage is forbidden. */
export function keptTicket(code: string): string | undefined {
  try {
    return sessionStorage.getItem(ticketKey(code)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepTicket(code: string, ticket: string): void {
  try {
    sessionStorage.setItem(ticketKey(code), ticket);
  } catch {
    // Then a reload finds no seat, but the race goes on.
  }
}

/** Reloads a page that is older than the server, unless that was tried already: after it the race goes on. */
export function reloadOnce(code: string): void {
  const key = `${ticketKey(code)}.reloaded`;
  try {
    if (sessionStorage.getItem(key)) return;
    sessionStorage.setItem(key, "1");
    location.reload();
  } catch {
    // Without storage nobody knows whether it was tried: the page offers a button.
  }
}

/** @throws RaceRefusal, and the error of `fetch` without an answer */
async function post(path: string, body: object): Promise<JoinedRace> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (!response.ok) {
    const retryAfter = Number(response.headers.get("Retry-After") ?? 0);
    throw new RaceRefusal((await response.json()) as Problem, retryAfter);
  }
  const joined: JoinedRace = await response.json();
  keepTicket(joined.code, joined.ticket);
  return joined;
}

/** Joins the public race that fits best, or makes one. @throws as `post` */
export const quickRace = (choice: object) => post("/api/races/quick", choice);

/** Makes a race that is joined by its link, or listed. @throws as `post` */
export const makeRace = (request: object) => post("/api/races", request);

/** Joins a race, or comes back to it. @throws as `post` */
export function joinRace(code: string): Promise<JoinedRace> {
  const ticket = keptTicket(code);
  return post(`/api/races/${code}/join`, ticket === undefined ? {} : { ticket });
}
