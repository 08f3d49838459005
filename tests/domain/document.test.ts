import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withDatabase } from "../support/database.ts";
import { readSchema } from "../support/database-tables.ts";
import { DEVIATION_RULES, DEVIATIONS } from "../support/deviations.ts";
import { IDENTITY_TABLES } from "../support/deviations-identity-tables.ts";
import { MAIL_TABLES } from "../support/deviations-mail-tables.ts";
import { NEW_TABLES } from "../support/deviations-new-tables.ts";
import { RACE_TABLES } from "../support/deviations-race-tables.ts";
import { type Difference, findDifferences } from "../support/schema-differences.ts";
import { DOCUMENTED_SCHEMA } from "../support/schema-document.ts";

const FOLDER = "docs/decisions/";
const declared = [...DEVIATIONS, ...NEW_TABLES, ...MAIL_TABLES, ...IDENTITY_TABLES, ...RACE_TABLES];

/** The texts of the decision records, by number. */
const records = new Map(
  await Promise.all(
    (await readdir(FOLDER))
      .filter((file) => /^\d{4}-/.test(file))
      .map(
        async (file) => [Number(file.slice(0, 4)), await readFile(FOLDER + file, "utf8")] as const,
      ),
  ),
);
const record3 = records.get(3) ?? "";

/** The sections of record 3 by heading, which is the name of a table or a topic. */
const sections = new Map(
  record3.split(/^##+ /m).map((section) => {
    const [heading = "", ...text] = section.split("\n");
    return [heading.replaceAll("`", ""), text.join("\n")] as const;
  }),
);

const database = withDatabase(1);
let client: pg.Client;
let differences: Difference[];

const currentDifferences = async () => findDifferences(DOCUMENTED_SCHEMA, await readSchema(client));

beforeAll(async () => {
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  differences = await currentDifferences();
});
afterAll(() => client.end());

const isRule = ({ line }: Difference) => DEVIATION_RULES.some(({ pattern }) => pattern.test(line));
const mentions = (text: string, word: string) => new RegExp(`\\b${word}\\b`).test(text);

describe("the differences between the schema document and the migrated database", () => {
  it("are all declared in tests/support/deviations.ts and the files beside it", () => {
    const lines = declared.map(({ line }) => line);
    const undeclared = differences.filter(
      (difference) => !isRule(difference) && !lines.includes(difference.line),
    );
    expect(undeclared.map(({ line }) => line)).toEqual([]);
  });

  it("include every declared one, and are declared only once", () => {
    const lines = differences.map(({ line }) => line);
    const declaredLines = declared.map(({ line }) => line);
    expect(declaredLines.filter((line) => !lines.includes(line))).toEqual([]);
    expect(declaredLines.filter((line, i) => declaredLines.indexOf(line) !== i)).toEqual([]);
    expect(
      DEVIATION_RULES.filter(({ pattern }) => !lines.some((line) => pattern.test(line))),
    ).toEqual([]);
  });

  it("are named in decision record 3, in the section of their table", () => {
    const unnamed = differences.filter((difference) => {
      if (isRule(difference)) return false;
      const { name, table } = difference;
      const section = sections.get(table);
      return name === table ? section === undefined : !section?.includes(`\`${name}\``);
    });
    expect(unnamed.map(({ line }) => line)).toEqual([]);
  });

  it("are mentioned, by their name or their table, in the record that their declaration names", () => {
    const unexplained = declared.filter(({ record, line }) => {
      const text = records.get(record) ?? "";
      const difference = differences.find((candidate) => candidate.line === line);
      return ![difference?.name, difference?.table].some((word) => word && mentions(text, word));
    });
    expect(unexplained).toEqual([]);
    for (const { record, mention } of DEVIATION_RULES)
      expect(records.get(record)).toContain(mention);
  });
});

describe("decision record 3", () => {
  it("has sections only for tables that differ", () => {
    const different = new Set(differences.map(({ table }) => table));
    const headings = [...record3.matchAll(/^### `(\w+)`$/gm)].map(([, table = ""]) => table);
    expect(headings.filter((table) => !different.has(table))).toEqual([]);
  });

  it("names only keys, indexes and checks that differ", () => {
    const different = new Set(differences.map(({ name }) => name));
    const named = [...record3.matchAll(/`(\w+_(?:pkey|fkey|key|idx|check))`/g)];
    const keys = named.map(([, name = ""]) => name).filter((name) => name !== "target_key");
    expect(keys.filter((name) => !different.has(name))).toEqual([]);
  });

  it("links only records that exist, under their own numbers", () => {
    const links = [...record3.matchAll(/\[\D*(\d+)\]\((\d{4})-[\w-]+\.md\)/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const [, number, file] of links) {
      expect(Number(number)).toBe(Number(file));
      expect(records.has(Number(file))).toBe(true);
    }
  });
});

const USER_KEY = "game_results_user_id_fkey";
const REFERENCE = "(user_id) REFERENCES users(id)";

describe("a change of the database", () => {
  it.each([
    ["CREATE TABLE extra ()", "extra: table added"],
    ["DROP TABLE friend_relationships", "friend_relationships: table missing"],
    ["ALTER TABLE users ADD extra text", "users.extra: column added"],
    ["ALTER TABLE users DROP last_login_at", "users.last_login_at: column missing"],
    [
      "ALTER TABLE users ALTER password_hash TYPE text",
      "users.password_hash: varchar(255) became text",
    ],
    [
      "ALTER TABLE users ALTER password_hash DROP NOT NULL",
      "users.password_hash: NOT NULL became NULL",
    ],
    [
      "ALTER TABLE users ALTER role SET DEFAULT 'ADMIN'",
      "users.role: default 'PLAYER' became 'ADMIN'",
    ],
    ["ALTER TABLE users ALTER role DROP DEFAULT", "users.role: default 'PLAYER' became none"],
    [
      "ALTER TABLE typing_sessions DROP CONSTRAINT typing_sessions_pkey CASCADE",
      "typing_sessions_pkey: primary key missing",
    ],
    [
      `ALTER TABLE game_results DROP CONSTRAINT ${USER_KEY}`,
      "game_results_user_id_fkey: foreign key missing",
    ],
    [
      `ALTER TABLE game_results DROP CONSTRAINT ${USER_KEY}, ADD CONSTRAINT ${USER_KEY} FOREIGN KEY ${REFERENCE}`,
      `${USER_KEY}: foreign key ${REFERENCE} ON UPDATE CASCADE ON DELETE CASCADE became ${REFERENCE}`,
    ],
    ["DROP INDEX users_email_key", "users_email_key: unique key missing"],
    ["ALTER TABLE users ADD CONSTRAINT extra CHECK (is_active)", "extra: check added"],
    ["CREATE INDEX extra ON users (updated_at)", "extra: index added"],
    ["DROP INDEX users_created_at_idx", "users_created_at_idx: index missing"],
    ["DROP TRIGGER update_users_updated_at ON users", "update_users_updated_at: trigger missing"],
    [
      `ALTER TYPE "UserRole" ADD VALUE 'GUEST'`,
      "UserRole: values PLAYER, ADMIN, MODERATOR became PLAYER, ADMIN, MODERATOR, GUEST",
    ],
  ])("is reported as a difference: %s", async (change, line) => {
    await client.query("BEGIN");
    try {
      await client.query(change);
      expect((await currentDifferences()).map((difference) => difference.line)).toContain(line);
    } finally {
      await client.query("ROLLBACK");
    }
    expect(differences.map((difference) => difference.line)).not.toContain(line);
  });
});
