/** What pages and server know of the messages of a race without their schemas, which are larger than the page. */

export const RACE_PROTOCOL = 1;

/** The longest message of a client in characters; a full batch has about 1,200. */
export const MAX_MESSAGE = 4_096;
/** The most keys of a batch: more than anybody types in six seconds. */
export const MAX_BATCH_KEYS = 64;
/** How often a client sends its keys, and how often it tells its time while there are none. */
export const BATCH_MS = 100;
export const HEARTBEAT_MS = 1_000;

/** What racers can say. There is no free text, which would have to be moderated. */
export const PHRASES = [
  "Good luck",
  "Ready when you are",
  "Nice fix",
  "That was close",
  "Well played",
  "Again?",
] as const;

/** Why the server closes a socket: the codes of the close event, whose reason is the name. */
export const CLOSE_CODES = {
  bad_message: 4400,
  bad_ticket: 4401,
  not_allowed: 4403,
  hello_expected: 4408,
  out_of_order: 4409,
  room_closed: 4410,
  too_long: 4413,
  wrong_version: 4426,
  too_fast: 4429,
  replaced: 4000,
  room_full: 4503,
} as const;
export type CloseReason = keyof typeof CLOSE_CODES;
