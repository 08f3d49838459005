/** Arrays in requests, of which only the first wrong elements are reported. */
import { z } from "zod";
import { MAX_ERRORS } from "./problem.ts";

/** Returns the length that `.max()` allows. */
function maxLength({ checks = [] }: z.core.$ZodArrayDef): number {
  const limits = checks.map(({ _zod: { def } }) => def as Partial<z.core.$ZodCheckMaxLengthDef>);
  return Math.min(
    ...limits.map(({ check, maximum = 0 }) => (check === "max_length" ? maximum : Infinity)),
  );
}

/**
 * A `ZodArray` that stops at the element with the last error of an answer. zod checks all elements, and made 20,000
 * errors of 20,000 wrong keys. It is a class of its own, so that a copy by `.max()` or `.meta()` stops as well, and
 * that OpenAPI describes it as an array.
 */
const LimitedArray = z.core.$constructor<z.ZodArray>("LimitedArray", (inst, def) => {
  z.ZodArray.init(inst, def);
  const parseAll = inst._zod.parse;
  inst._zod.parse = (payload, context) => {
    const input: unknown = payload.value;
    // zod refuses another type, and a list that is too long, before it reads an element.
    if (!Array.isArray(input) || input.length > maxLength(def)) return parseAll(payload, context);
    const output: unknown[] = [];
    for (const [index, value] of input.entries()) {
      const result = def.element._zod.run({ value, issues: [] }, context);
      if (result instanceof Promise) throw new z.core.$ZodAsyncError();
      output.push(result.value);
      for (const issue of result.issues) {
        payload.issues.push({ ...issue, path: [index, ...(issue.path ?? [])] });
      }
      if (payload.issues.length < MAX_ERRORS) continue;
      // No later check may read a list of which the rest is unknown.
      payload.issues = payload.issues.map((issue) => ({ ...issue, continue: false }));
      break;
    }
    payload.value = output;
    return payload;
  };
});

/** Returns the schema of a list in a request. @param message the error of a value that is no list */
export const limitedArray = <Element extends z.ZodType>(element: Element, message: string) =>
  new LimitedArray({ type: "array", element, error: () => message }) as z.ZodArray<Element>;
