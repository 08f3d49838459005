/** Types that the rules for Python's syntax tree share. */
import type { ASTNodeUnion } from "py-ast";
import type { Located, SourceText } from "./python-text.ts";

export type Node<Type extends ASTNodeUnion["nodeType"]> = Extract<ASTNodeUnion, { nodeType: Type }>;

/** What the rules need to know about the code around a node. */
export interface Scope {
  body: "snippet" | "function" | "async" | "class";
  loop: boolean;
  comprehension: boolean;
  /** Whether the function is a generator. */
  yields: boolean;
  parameters: Set<string>;
  /** The names used so far; after `global x` also `global x`, and so for `nonlocal`. */
  names: Set<string>;
}

/** What a rule receives besides its node. */
export interface RuleContext {
  scope: Scope;
  report: (node: Located, message: string) => void;
  text: SourceText;
}
