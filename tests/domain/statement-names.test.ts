/** The names and the plans of statements, as metrics store them. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { queryPlanOf } from "../../app/.server/operations/metrics/query-plans.ts";
import {
  isStatementName,
  statementNameOf,
  withoutValues,
} from "../../app/.server/operations/metrics/statement-names.ts";

describe("a statement's name", () => {
  it("contains the verb of the statement and its main tables", () => {
    const nameWithoutHash = (text: string) =>
      statementNameOf(text).name.replace(/ #[0-9a-f]{6}$/, "");
    expect(nameWithoutHash('select "id" from "users" where "id" = $1')).toBe("select users");
    expect(nameWithoutHash('update "users" set "role" = $1 where id = $2 returning id')).toBe(
      "update users",
    );
    expect(
      nameWithoutHash("DELETE FROM refresh_tokens WHERE id IN (SELECT id FROM refresh_tokens)"),
    ).toBe("delete refresh_tokens");
    expect(
      nameWithoutHash(`WITH player AS (SELECT users.id FROM users FOR NO KEY UPDATE OF users),
        -- The account's row first.
        locked AS MATERIALIZED (SELECT id FROM game_sessions, player),
        result AS (INSERT INTO game_results (id) SELECT id FROM locked
          ON CONFLICT (id) DO UPDATE SET id = excluded.id)
        SELECT * FROM result WHERE a IS DISTINCT FROM b`),
    ).toBe("insert game_results, game_sessions");
    expect(
      nameWithoutHash(
        "SELECT id FROM users JOIN sign_ins device ON true JOIN user_settings s ON true",
      ),
    ).toBe("select user_settings");
    expect(nameWithoutHash("SELECT start_game($1, $2)")).toBe("select start_game");
    expect(nameWithoutHash("SELECT 1")).toBe("select");
  });

  it("does not depend on values or the length of lists, and differs between statements", () => {
    const list = (n: number) =>
      statementNameOf(
        `SELECT * FROM users WHERE id IN (${Array.from({ length: n }, (_, i) => `$${i + 1}`).join(", ")})`,
      );
    const rows = (n: number) =>
      statementNameOf(`INSERT INTO t (a, b) VALUES ${Array(n).fill("($1, $2)").join(", ")}`);
    expect(new Set([2, 3, 100].map((n) => list(n).name)).size).toBe(1);
    expect(new Set([1, 2, 100].map((n) => rows(n).name)).size).toBe(1);
    expect(statementNameOf("SELECT a FROM t WHERE b = 1").name).toBe(
      statementNameOf("SELECT a FROM t WHERE b = 22.5e-3").name,
    );
    expect(statementNameOf("SELECT a FROM t WHERE b = 1").name).not.toBe(
      statementNameOf("SELECT a FROM t WHERE c = 1").name,
    );
  });

  it("is told from other text, whatever the statement is", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("begin", "(", "é")),
        (text) => {
          for (const sql of [
            text,
            `SELECT a FROM ${text}`,
            `WITH x AS (${text}) UPDATE t SET a = 1`,
          ]) {
            expect(isStatementName(statementNameOf(sql).name)).toBe(true);
          }
        },
      ),
    );
    for (const text of ["", "select users", "select users #ABCDEF", `${"a".repeat(81)} #abcdef`]) {
      expect([text, isStatementName(text)]).toEqual([text, false]);
    }
    expect(isStatementName("select users\0 #abcdef")).toBe(false);
  });

  it("contains no literal, in any of SQL's notations", () => {
    const secret = fc
      .stringMatching(/^[A-Za-z0-9@.\\"$ -]{6,20}$/)
      .map((text) => `Zq${text.replaceAll("$", "")}`);
    const quoted = secret.chain((value) =>
      fc
        .constantFrom(
          `'${value}'`,
          `E'\\'${value.replaceAll("\\", "\\\\")}\\''`,
          `'it''s ${value}'`,
          `$$${value}$$`,
          `$tag$${value}$tag$`,
          `'${value}`,
        )
        .map((literal) => ({ value, literal })),
    );
    fc.assert(
      fc.property(quoted, ({ value, literal }) => {
        const text = `SELECT "a" -- don't\n FROM t1 WHERE b = ${literal}`;
        expect(withoutValues(text)).not.toContain(value);
        expect(statementNameOf(text).text).toBe('SELECT "a" FROM t1 WHERE b = ?');
      }),
    );
    expect(withoutValues("a = '{x,y}'::text[] AND b1 > 12.5 AND c = $3")).toBe(
      "a = ?::text[] AND b1 > ? AND c = ?",
    );
  });
});

describe("the plan of a statement", () => {
  it("contains only known fields, and no literals", () => {
    const explained = [
      {
        Plan: {
          "Node Type": "Nested Loop",
          "Join Type": "Inner",
          "Total Cost": 20,
          "Plan Rows": 1,
          Plans: [
            {
              "Node Type": "Seq Scan",
              "Relation Name": "users",
              Alias: "u",
              Filter: "((email)::text = 'a@b.example'::text) AND (n > 5)",
              Output: ["'secret'::text"],
              "Some Day": "'secret'",
              "Total Cost": 12.5,
              "Plan Rows": 3,
            },
          ],
        },
        Settings: { secret: "secret" },
      },
    ];
    expect(queryPlanOf(explained)).toEqual([
      { depth: 0, step: "Nested Loop", cost: 20, rows: 1, conditions: [] },
      {
        depth: 1,
        step: "Seq Scan on users",
        cost: 12.5,
        rows: 3,
        conditions: ["Filter: ((email)::text = ?::text) AND (n > ?)"],
      },
    ]);
    expect(queryPlanOf(undefined)).toBeNull();
    expect(queryPlanOf([{}])).toBeNull();
  });
});
