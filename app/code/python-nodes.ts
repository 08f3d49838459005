/** What the rules for Python trees share: types of nodes, and what surrounds one. */
import type { ASTNodeUnion } from "py-ast";
import type { Placed, Text } from "./python-text.ts";

export type Node<Type extends ASTNodeUnion["nodeType"]> = Extract<ASTNodeUnion, { nodeType: Type }>;

/** What surrounds a node. */
export interface Place {
  body: "snippet" | "function" | "async" | "class";
  loop: boolean;
  comprehension: boolean;
  /** Whether the function gives values one by one. */
  yields: boolean;
  parameters: Set<string>;
  /** Names met so far. */
  met: Set<string>;
}

export interface Reading {
  place: Place;
  say: (node: Placed, message: string) => void;
  text: Text;
}
