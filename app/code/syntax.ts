/**
 * Where code is none. Lezer's parsers are made for editors, and forgive much that an interpreter does not: so
 * on top of what they cannot place at all, what they let pass is looked for.
 */
import type { Language } from "../engine/plan.ts";
import { PARSERS } from "./parsers.ts";

/** A stretch of code that the language has no place for; an empty one is where something is missing. */
export interface SyntaxFault {
  from: number;
  to: number;
}

type Node = ReturnType<typeof PARSERS.PYTHON.parse>["topNode"];

/** Of TypeScript, and read in JavaScript, too. */
const TYPES = new Set(["TypeAnnotation", "TypeParamList", "TypeArgList", "TypeName", "Optional"]);

const isTyped = (node: Node) =>
  TYPES.has(node.name) || (node.name === "LogicOp" && node.parent?.name === "PostfixExpression");

/** The name in `<name …>` or `</name>`; none in `<>`. */
const tagName = (tag: Node | null, code: string) => {
  const name = tag?.firstChild?.nextSibling;
  return name && /^JSX(Identifier|Builtin|MemberExpression|NamespacedName)$/.test(name.name)
    ? code.slice(name.from, name.to)
    : "";
};

/** A closing tag that closes another than the one that it stands behind. */
function isWrongClose(node: Node, code: string): boolean {
  if (node.name !== "JSXCloseTag") return false;
  return tagName(node, code) !== tagName(node.parent?.firstChild ?? null, code);
}

/** How far the line at `at` is indented, if nothing stands before it there. */
function indentAt(at: number, code: string): number | undefined {
  const line = code.slice(code.lastIndexOf("\n", at - 1) + 1, at);
  return line.trim() === "" ? line.length : undefined;
}

/** A statement that is indented otherwise than the first one of its block. */
function isIndentedWrong(node: Node, code: string): boolean {
  const block = node.parent;
  if (!/Statement$|Definition$/.test(node.name) || !/^(Script|Body)$/.test(block?.name ?? "")) {
    return false;
  }
  const indent = indentAt(node.from, code);
  let first = block?.firstChild ?? null;
  while (first && !/Statement$|Definition$/.test(first.name)) first = first.nextSibling;
  const wanted = first && indentAt(first.from, code);
  return indent !== undefined && typeof wanted === "number" && indent !== wanted;
}

const UNFORGIVEN: Record<Language, ((node: Node, code: string) => boolean)[]> = {
  PYTHON: [isIndentedWrong, (node) => node.name === "PrintStatement"],
  JAVASCRIPT: [isTyped],
  REACT: [isTyped, isWrongClose],
  TYPESCRIPT: [],
};

/** Where `code` does not parse, in order; none, if it does. */
export function syntaxFaults(code: string, language: Language): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  PARSERS[language].parse(code).iterate({
    enter: ({ type, from, to, node }) => {
      if (!type.isError && !UNFORGIVEN[language].some((one) => one(node, code))) return true;
      const last = faults.at(-1);
      if (last?.from !== from) faults.push({ from, to });
      return false;
    },
  });
  return faults;
}
