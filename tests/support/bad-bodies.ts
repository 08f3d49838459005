/** Bodies that the site rejects before any rule of the domain looks at them. */

/** For `POST /api/auth/login`. */
export const BAD_JSON_BODIES: [name: string, status: number, code: string, json: string][] = [
  ["that is cut off", 400, "malformed_body", "{"],
  ["that is empty", 400, "malformed_body", ""],
  [
    "of more than 64 KiB",
    413,
    "body_too_large",
    JSON.stringify({ email: "x".repeat(65 * 1024), password: "b" }),
  ],
  ["that is a list", 422, "validation_failed", "[]"],
  ["that is a string", 422, "validation_failed", '"text"'],
  ["that is null", 422, "validation_failed", "null"],
  ["with fields of wrong types", 422, "validation_failed", '{"email":1,"password":[]}'],
  [
    "with an unknown field",
    422,
    "validation_failed",
    '{"email":"a@example.com","password":"b","admin":true}',
  ],
  [
    "with a field in __proto__",
    422,
    "validation_failed",
    '{"__proto__":{"email":"a@example.com"},"password":"b"}',
  ],
];

const URLENCODED = "application/x-www-form-urlencoded";

/** For the forms of pages, and the statuses that they are answered with. */
export const BAD_FORM_BODIES: [name: string, status: number, type: string, body: string][] = [
  ["a JSON body", 400, "application/json", "{}"],
  ["a multipart body without parts", 400, "multipart/form-data; boundary=x", "no part"],
  ["a multipart body without a boundary", 400, "multipart/form-data", "no boundary"],
  ["more than 64 KiB", 413, URLENCODED, "x".repeat(65 * 1024)],
];

/** Field names that no form of the site has. */
export const BAD_FORM_FIELDS: [name: string, body: string][] = [
  ["a huge index", "a[99999999]=1"],
  ["a broken intent", "__intent__={bad"],
  ["a path below a field", "email.a.b=1"],
  ["one field fifty times", Array(50).fill("email=x").join("&")],
];
