/** The rules that every session of a game follows. */
import { DomainError } from "../../errors.ts";

const IDLE_MINUTES = 30;
/** A session without activity expires after this long. */
export const IDLE_SECONDS = IDLE_MINUTES * 60;

export const sessionClosed = () =>
  new DomainError("session_closed", "You started another game after this one");

/** Throws `session_not_found`, `session_closed` or `session_expired` unless the session is open. */
export function requireOpen<Session extends { id: string; closed: boolean; expired: boolean }>(
  session: Session | { id: null },
): asserts session is Session {
  if (session.id === null) {
    throw new DomainError("session_not_found", "You have no session with this token");
  }
  if (session.closed) throw sessionClosed();
  if (session.expired) {
    throw new DomainError("session_expired", `This session was idle for ${IDLE_MINUTES} minutes`);
  }
}
