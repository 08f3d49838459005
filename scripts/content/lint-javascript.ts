/** Lints the JavaScript snippets with ESLint, and those of the languages that are built on it. */
import js from "@eslint/js";
import { Linter, type Rule } from "eslint";
import globals from "globals";
import type { SourceFile } from "./house-rules.ts";
import type { Problem } from "./problems.ts";

/** What ESLint's recommended rules leave to taste, and a reviewer would still ask for. */
export const STRICT: Linter.RulesRecord = {
  "array-callback-return": "error",
  "comma-dangle": ["error", "always-multiline"],
  "default-case-last": "error",
  "dot-notation": "error",
  eqeqeq: ["error", "always", { null: "ignore" }],
  "logical-assignment-operators": "error",
  "no-array-constructor": "error",
  "no-else-return": "error",
  "no-implicit-coercion": ["error", { boolean: false }],
  "no-lonely-if": "error",
  "no-object-constructor": "error",
  "no-promise-executor-return": ["error", { allowVoid: true }],
  "no-self-compare": "error",
  "no-shadow": "error",
  "no-template-curly-in-string": "error",
  "no-throw-literal": "error",
  "no-unneeded-ternary": "error",
  "no-unreachable-loop": "error",
  "no-unused-expressions": "error",
  "no-unused-vars": ["error", { args: "after-used", ignoreRestSiblings: true }],
  "no-useless-computed-key": "error",
  "no-useless-concat": "error",
  "no-useless-rename": "error",
  "no-useless-return": "error",
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": ["error", { destructuring: "all" }],
  "prefer-exponentiation-operator": "error",
  "prefer-object-has-own": "error",
  "prefer-object-spread": "error",
  "prefer-rest-params": "error",
  "prefer-spread": "error",
  "prefer-template": "error",
  quotes: ["error", "double", { avoidEscape: true }],
  semi: "error",
};

/**
 * Counts what is defined at the top level as used, because it is for other files; imports are not. ESLint's option
 * `vars: "local"` does not do that: it takes the top level of a module for a function.
 */
const topLevelIsUsed: Rule.RuleModule = {
  create: ({ sourceCode }) => ({
    Program(program) {
      const scope = sourceCode.scopeManager.acquire(program, true);
      for (const { name, defs } of scope?.variables ?? [])
        if (defs.every(({ type }) => type !== "ImportBinding"))
          sourceCode.markVariableAsUsed(name, program);
    },
  }),
};

const SNIPPETS: Linter.Config = {
  plugins: { snippets: { rules: { "top-level-is-used": topLevelIsUsed } } },
  rules: { "snippets/top-level-is-used": "error" },
};

/** The globals of browsers and of Node. */
const standard = { ...globals.browser, ...globals.node, ...globals.es2024 };

const readonly = (names: string[]) =>
  Object.fromEntries(names.map((name) => [name, "readonly" as const]));

/** Returns the configuration for scripts that may use `names`. */
export const forScripts = (names: string[], { jsx }: { jsx: boolean }): Linter.Config[] => [
  js.configs.recommended,
  {
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: "module",
      globals: { ...standard, ...readonly(names) },
      parserOptions: { ecmaFeatures: { jsx } },
    },
    rules: STRICT,
  },
];

/** ESLint reads only `.js` files, unless a configuration names other ones. */
const forAnyFile = (config: Linter.Config): Linter.Config => ({
  ...config,
  files: ["**/*.js", "**/*.jsx", "**/*.ts"],
});

/** Returns what ESLint finds in `files`. */
export function lint(files: SourceFile[], configs: Linter.Config[]): Problem[] {
  const linter = new Linter({ configType: "flat" });
  const config = [SNIPPETS, ...configs].map(forAnyFile);
  return files.flatMap((file) => {
    const messages = linter.verify(`${file.snippet_text}\n`, config, {
      filename: file.path,
      reportUnusedDisableDirectives: true,
    });
    return messages.map(({ ruleId, message, line }) => ({
      path: `snippets/${file.path}`,
      line,
      message: `${ruleId ?? "syntax"} ${message.split("\n")[0]}`,
    }));
  });
}

/** Returns what ESLint finds in JavaScript. `names` are defined outside of the files. */
export const lintJavaScript = (files: SourceFile[], names: string[]) =>
  lint(files, forScripts(names, { jsx: false }));
