/** Texts that people type: the same on every system, and counted as a reader counts. */
import { describe, expect, it } from "vitest";
import {
  displayNameSchema,
  isHashable,
  loginSchema,
  newPasswordSchema,
} from "../../app/contracts/account.ts";
import { managedUsersQuerySchema } from "../../app/contracts/admin-users.ts";
import { judgementSchema } from "../../app/contracts/moderation.ts";
import { snippetQuerySchema } from "../../app/contracts/snippet.ts";
import { characterCount } from "../../app/contracts/text.ts";

const FAMILY = "👨‍👩‍👧‍👦";
const COMPOSED = "Zoë";
const DECOMPOSED = "Zoe\u0308";

describe("a name", () => {
  it.each([
    ["a zero-width space", "\u200b"],
    ["a zero-width joiner", "\u200d"],
    ["two combining accents", "\u0301\u0301"],
    ["a Hangul filler, which is a letter", "\u3164"],
    ["an empty braille pattern", "\u2800"],
    ["a variation selector", "\ufe0f"],
    ["a soft hyphen", "\u00ad"],
    ["blanks", " \u00a0\u2003"],
    ["a joiner between letters", "a\u200db"],
    ["101 characters", "🐛".repeat(101)],
  ])("is refused if it is %s", (_, name) => {
    expect(displayNameSchema.safeParse(name).success).toBe(false);
  });

  it.each(["Ada", "李", "🐛".repeat(100), FAMILY, "1️⃣", "❤️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "नमस्ते"])("may be %s", (name) => {
    expect(displayNameSchema.parse(name)).toBe(name);
  });

  it("is the same from every system", () => {
    expect(displayNameSchema.parse(`  ${DECOMPOSED} `)).toBe(COMPOSED);
  });
});

describe("a password", () => {
  it("is the same from every system, and when it signs in", () => {
    const password = (text: string) => `${text} 1815 Lovelace`;
    expect(newPasswordSchema.parse(password(DECOMPOSED))).toBe(password(COMPOSED));
    const login = loginSchema.parse({ email: "ada@example.com", password: password(DECOMPOSED) });
    expect(login.password).toBe(password(COMPOSED));
  });

  it("has 8 characters, of which an emoji is one", () => {
    expect(newPasswordSchema.safeParse(`${FAMILY}abcdef`).success).toBe(false);
    expect(newPasswordSchema.safeParse(`${FAMILY}abcdefg`).success).toBe(true);
  });

  it.each([`${"a".repeat(72)}b`, "1234567\0 89", "ä".repeat(37)])("is refused: %j", (password) => {
    expect(newPasswordSchema.safeParse(password).success).toBe(false);
    expect(isHashable(password)).toBe(false);
  });
});

it("searches and reasons are composed as what they are compared with", () => {
  expect(managedUsersQuerySchema.parse({ q: DECOMPOSED }).q).toBe(COMPOSED);
  expect(snippetQuerySchema.parse({ q: DECOMPOSED }).q).toBe(COMPOSED);
  expect(judgementSchema.parse({ status: "VOIDED", reason: DECOMPOSED }).reason).toBe(COMPOSED);
  expect(judgementSchema.safeParse({ status: "VOIDED", reason: "\u200b" }).success).toBe(false);
});

it("characters are counted as a reader counts them", () => {
  expect([FAMILY, DECOMPOSED, "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "", "abc"].map(characterCount)).toEqual([1, 3, 1, 0, 3]);
});
