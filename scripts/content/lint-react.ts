/** Lints the React snippets with ESLint and the rules of hooks. */
import type { Linter } from "eslint";
import reactHooks from "eslint-plugin-react-hooks";
import type { SourceFile } from "./house-rules.ts";
import { forScripts, lint } from "./lint-javascript.ts";

const hooks = reactHooks.configs.flat["recommended-latest"] as Linter.Config;

/** Returns what ESLint finds in JSX. `names` are defined outside of the files. */
export const lintReact = (files: SourceFile[], names: string[]) =>
  lint(files, [...forScripts(names, { jsx: true }), hooks]);
