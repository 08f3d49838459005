/** Lists in requests stop at the twentieth error. */
import { expect, it } from "vitest";
import { z } from "zod";
import { limitedArray } from "../../app/contracts/limited-array.ts";
import { fieldErrors, MAX_ERRORS, problem } from "../../app/contracts/problem.ts";

/** Returns the schema of a list of even numbers, and how many elements it has checked. */
function countedList() {
  let checked = 0;
  const even = z.int("A number").refine((value) => {
    checked += 1;
    return value % 2 === 0;
  }, "Even");
  const list = limitedArray(even, "A list")
    .min(1, "One")
    .max(1_000, "Too many")
    .meta({ id: "Even" });
  return { schema: z.strictObject({ list }), checked: () => checked };
}

it("a list with wrong elements is checked up to the twentieth error, and no check follows", () => {
  const { schema, checked } = countedList();
  const { error } = schema.safeParse({ list: Array(1_000).fill(1) });
  expect(error?.issues).toHaveLength(MAX_ERRORS);
  expect(error?.issues.at(-1)).toMatchObject({ path: ["list", 19], message: "Even" });
  expect(checked()).toBe(MAX_ERRORS);
});

it("a list that is too long fails without a look at its elements", () => {
  const { schema, checked } = countedList();
  const { error } = schema.safeParse({ list: Array(1_001).fill(1) });
  expect(error?.issues).toMatchObject([{ path: ["list"], message: "Too many" }]);
  expect(checked()).toBe(0);
});

it.each<[unknown, string[]]>([
  [[2, 4], []],
  [[], ["One"]],
  ["no list", ["A list"]],
  [
    [2, 3, "x"],
    ["Even", "A number"],
  ],
])("%j is checked as by an ordinary array", (list, messages) => {
  const { error } = countedList().schema.safeParse({ list });
  expect(error?.issues.map(({ message }) => message) ?? []).toEqual(messages);
});

it("a problem document has at most 20 errors, and no long path", () => {
  const unknown = Object.fromEntries(
    Array.from({ length: 5_000 }, (_, index) => ["x".repeat(500) + index, 0]),
  );
  const { error } = z.strictObject({}).safeParse(unknown);
  const errors = error ? fieldErrors(error) : [];
  expect(errors).toHaveLength(MAX_ERRORS);
  expect(errors[0]?.path.length).toBe(100);
  const many = Array.from({ length: 500 }, () => ({ path: "a", message: "b" }));
  expect(problem("validation_failed", "c", many).errors).toHaveLength(MAX_ERRORS);
});
