/** Outlines Python with the tree of py-ast. */
import { type ASTNodeUnion, isASTNode, iterFields } from "py-ast";
import { blanked, type Outline, type Sequence } from "./outline.ts";
import { parsePython } from "./python.ts";
import type { Node } from "./python-nodes.ts";
import type { Located, SourceText } from "./python-text.ts";

/** Matches a whole string or a comment in code that parses. */
const STRING_OR_COMMENT =
  /"""(?:\\[\s\S]|[^\\])*?"""|'''(?:\\[\s\S]|[^\\])*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|#.*/g;

const withoutComments = (code: string) =>
  code.replace(STRING_OR_COMMENT, (match) => (match.startsWith("#") ? blanked(match) : match));

const isLocated = (node: unknown): node is Located =>
  typeof node === "object" && node !== null && "lineno" in node && "col_offset" in node;

/** Returns the offset of a statement; of a decorated one, that of its first decorator. */
function startOf(node: ASTNodeUnion & Located, text: SourceText): number {
  const [decorator] = "decorator_list" in node ? node.decorator_list : [];
  if (decorator) return text.code.lastIndexOf("@", text.startOf(decorator as Located));
  return text.startOf(node);
}

function sequence(items: unknown[], text: SourceText): Sequence {
  const nodes = items.filter(isLocated);
  const last = nodes.at(-1);
  return {
    starts: nodes.map((node) => startOf(node as ASTNodeUnion & Located, text)),
    end: last ? text.endOf(last) : 0,
  };
}

/** Returns the cases of a `match`. py-ast gives no position of a case, but that of its pattern. */
function casesOf({ cases }: Node<"Match">, text: SourceText): Sequence {
  const starts = cases.map(({ pattern }) =>
    text.code.lastIndexOf("case", text.startOf(pattern as Located)),
  );
  const last = cases.at(-1)?.body.at(-1);
  return { starts, end: last ? text.endOf(last as Located) : 0 };
}

/** The fields with statements. */
const BLOCKS = ["body", "orelse", "finalbody"] as const;

/** Returns the position of the `**` before a value. */
const starsBefore = (value: unknown) =>
  isLocated(value) ? { ...value, col_offset: value.col_offset - 2 } : value;

/** Returns the elements of a literal or the arguments of a call. */
function elementsOf(node: ASTNodeUnion): unknown[] {
  switch (node.nodeType) {
    case "List":
    case "Tuple":
    case "Set":
      return node.elts;
    case "Dict":
      return node.keys.map((key, index) => key ?? starsBefore(node.values[index]));
    case "Call":
      return [...node.args, ...node.keywords].filter(isLocated).sort(byPosition);
    default:
      return [];
  }
}

const byPosition = (a: Located, b: Located) => a.lineno - b.lineno || a.col_offset - b.col_offset;

function outlineNode(node: ASTNodeUnion, text: SourceText, { blocks, literals }: Outline): void {
  if (node.nodeType === "Match") blocks.push(casesOf(node, text));
  for (const field of BLOCKS) {
    const statements: unknown = (node as unknown as Record<string, unknown>)[field];
    if (Array.isArray(statements)) blocks.push(sequence(statements, text));
  }
  literals.push(sequence(elementsOf(node), text));
}

/** Returns the outline of `code`. @throws what the parser throws */
export function outlinePython(code: string): Outline {
  const { module, text } = parsePython(code);
  const outline: Outline = { code: withoutComments(text.code), blocks: [], literals: [] };
  const pending: ASTNodeUnion[] = [module];
  for (let node = pending.pop(); node; node = pending.pop()) {
    // A string is one piece, with the expressions within it.
    if (node.nodeType === "JoinedStr") continue;
    outlineNode(node, text, outline);
    for (const [, value] of iterFields(node))
      pending.push(...(Array.isArray(value) ? value : [value]).filter(isASTNode));
  }
  return outline;
}
