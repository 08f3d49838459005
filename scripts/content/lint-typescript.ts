/** Lints the TypeScript snippets with ESLint. Undefined names are left to the compiler. */
import js from "@eslint/js";
import type { Linter } from "eslint";
import tseslint from "typescript-eslint";
import type { SourceFile } from "./house-rules.ts";
import { lint, STRICT } from "./lint-javascript.ts";

/** Rules that are replaced by those of typescript-eslint of the same name. */
const REPLACED = ["no-array-constructor", "no-shadow", "no-unused-expressions", "no-unused-vars"];

const forTypeScript: Linter.RulesRecord = Object.fromEntries(
  REPLACED.flatMap((name) => [
    [name, "off"],
    [`@typescript-eslint/${name}`, STRICT[name] ?? "error"],
  ]),
);

const configs: Linter.Config[] = [
  js.configs.recommended,
  ...(tseslint.configs.strict as Linter.Config[]),
  { rules: { ...STRICT, "no-undef": "off", ...forTypeScript } },
];

/** Returns what ESLint finds in TypeScript. */
export const lintTypeScript = (files: SourceFile[]) => lint(files, configs);
