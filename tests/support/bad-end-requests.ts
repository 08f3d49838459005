/** Bodies that `POST /api/game/end` rejects, each made from the body of an honest run. */
import type { EndRequest } from "../../app/contracts/game.ts";

type BadEndRequest = [
  name: string,
  status: number,
  code: string,
  spoil: (request: EndRequest) => unknown,
];

const invalid = (name: string, spoil: (request: EndRequest) => unknown): BadEndRequest => [
  name,
  422,
  "validation_failed",
  spoil,
];

export const BAD_END_REQUESTS: BadEndRequest[] = [
  invalid("an unknown field", (request) => ({ ...request, final_score: 1_000_000 })),
  invalid("a string as the key log", (request) => ({ ...request, key_sequence: "abc" })),
  invalid("a fractional time", (request) => ({ ...request, key_sequence: [[1.5, "a"]] })),
  invalid("times that go back", (request) => ({
    ...request,
    key_sequence: [
      [2_000, "a"],
      [1_000, "b"],
    ],
  })),
  invalid("an unknown key", (request) => ({ ...request, key_sequence: [[1_000, "Backspace"]] })),
  invalid("a time without a key", (request) => ({ ...request, key_sequence: [[1_000]] })),
  invalid("more than 20,000 keys", (request) => ({
    ...request,
    key_sequence: Array(20_001).fill([0, "a"]),
  })),
  invalid("a malformed session token", (request) => ({ ...request, session_token: "x" })),
  [
    "an unknown session token",
    404,
    "session_not_found",
    (request) => ({ ...request, session_token: crypto.randomUUID() }),
  ],
  [
    "a run that is longer than the time since its start",
    422,
    "log_rejected",
    (request) => ({ ...request, ended_at_ms: request.ended_at_ms + 60_000 }),
  ],
  [
    "a cut-off key log that claims a defeat",
    422,
    "log_rejected",
    (request) => ({
      ...request,
      outcome: "defeat",
      key_sequence: request.key_sequence.slice(0, 5),
    }),
  ],
  invalid("an empty object", () => ({})),
  invalid("a list", () => []),
  invalid("null", () => null),
  ["cut-off JSON", 400, "malformed_body", (request) => JSON.stringify(request).slice(0, -10)],
  [
    "a body of more than 512 KiB",
    413,
    "body_too_large",
    (request) => ({ ...request, padding: "x".repeat(513 * 1024) }),
  ],
];
