/** Which texts are access tokens. */
import { SignJWT } from "jose";
import { expect, it } from "vitest";
import { readAccessToken, signAccessToken } from "../../app/.server/auth/tokens.ts";

const SECRET = "a secret of the tests alone, long enough for HMAC";
const now = new Date("2026-11-26T12:00:00Z");
const seconds = now.getTime() / 1000;
const id = "7f2c1f7e-0a57-4a8e-9a53-0d6f0f6f7b11";
const claims = { username: "ada", role: "PLAYER", family: id, sub: id, exp: seconds + 60 };

const sign = (changed: object) =>
  new SignJWT({ iss: "pro-dev", ...claims, ...changed })
    .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
    .sign(new TextEncoder().encode(SECRET));

it("a token that the site signed names its viewer", async () => {
  const viewer = { id, username: "ada", role: "PLAYER", family: id } as const;
  expect(await readAccessToken(await signAccessToken(viewer, SECRET, now), SECRET, now)).toEqual(
    viewer,
  );
  expect(await readAccessToken(await sign({}), SECRET, now)).toEqual(viewer);
});

it.each<[string, object]>([
  ["without a time at which it expires", { exp: undefined }],
  ["that has expired", { exp: seconds - 60 }],
  ["for no account", { sub: undefined }],
  ["for an id that is no UUID", { sub: "1; DROP TABLE users" }],
  ["for a device whose id is no UUID", { family: "none" }],
  ["with an unknown role", { role: "OWNER" }],
  ["of another issuer", { iss: "elsewhere" }],
])("a token %s is none", async (_, changed) => {
  expect(await readAccessToken(await sign(changed), SECRET, now)).toBeUndefined();
});

it("a token that was valid is none when it has expired, by another secret, or changed", async () => {
  const token = await sign({});
  for (let reading = 0; reading < 2; reading += 1) {
    expect(await readAccessToken(token, SECRET, now)).toMatchObject({ id });
  }
  const before = new Date(now.getTime() + 59_999);
  expect(await readAccessToken(token, SECRET, before)).toMatchObject({ id });
  const after = new Date(now.getTime() + 60_000);
  expect(await readAccessToken(token, SECRET, after)).toBeUndefined();
  expect(await readAccessToken(token, `another ${SECRET}`, now)).toBeUndefined();
  // `jose` reads it, and it is verified each time.
  expect(await readAccessToken(`${token}=`, SECRET, now)).toMatchObject({ id });
  expect(await readAccessToken(`${token}=`, SECRET, after)).toBeUndefined();
  const changed = (token.at(10) === "A" ? "B" : "A") + token.slice(11);
  expect(await readAccessToken(token.slice(0, 10) + changed, SECRET, now)).toBeUndefined();
});
