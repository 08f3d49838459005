/** The syntax tree of Python, as far as the rules and the outline need it. */

export type NodeKind =
  // Values.
  | "Name"
  | "Constant"
  | "FString"
  | "Attribute"
  | "Call"
  | "Subscript"
  | "Starred"
  | "Tuple"
  | "List"
  | "Set"
  | "Dict"
  | "Comprehension"
  | "Generator"
  | "Operation"
  | "Conditional"
  | "Lambda"
  | "NamedExpression"
  | "Await"
  | "Yield"
  | "YieldFrom"
  // Parts of values.
  | "Arguments"
  | "Argument"
  | "Index"
  | "Slice"
  | "Entry"
  | "Clause"
  | "Parameters"
  | "Parameter"
  | "TypeParameters"
  | "Pattern"
  // Statements.
  | "Module"
  | "Block"
  | "LoopBlock"
  | "Expression"
  | "Assign"
  | "AugmentedAssign"
  | "AnnotatedAssign"
  | "TypeAlias"
  | "Return"
  | "Delete"
  | "Break"
  | "Continue"
  | "Global"
  | "Nonlocal"
  | "Import"
  | "ImportFrom"
  | "ImportAll"
  | "Plain"
  | "Compound"
  | "AsyncCompound"
  | "Handler"
  | "GroupHandler"
  | "Function"
  | "AsyncFunction"
  | "Class"
  | "Match"
  | "Case";

/** A node from the offset `start` to before `end`; its parts are in the order of the text. */
export interface Node {
  kind: NodeKind;
  start: number;
  end: number;
  parts: Node[];
  /** The name that a name, an attribute, a definition or a parameter has; the module of an import. */
  name?: string;
  /** Whether a value has parentheses of its own, which `start` and `end` include. */
  isParenthesized?: boolean;
  /** Whether a clause of a comprehension is `async for`. */
  isAsync?: boolean;
}
