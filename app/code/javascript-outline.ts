/** Outlines JavaScript, JSX and TypeScript with the tree of @babel/parser. */
import { type JavaScriptDialect, parseJavaScript } from "./javascript.ts";
import { blanked, type Outline, type Sequence } from "./outline.ts";

/** A node of the tree, with fields of unknown types, because every type of node is visited. */
interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;

/** Returns the nodes in a field. The holes of an array are left out. */
function nodesIn(node: Node, field: string): Node[] {
  const value = node[field];
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

/** The fields of nodes that are no part of the code. */
const APART = new Set(["loc", "leadingComments", "innerComments", "trailingComments", "extra"]);

const childrenOf = (node: Node) =>
  Object.keys(node).flatMap((field) => (APART.has(field) ? [] : nodesIn(node, field)));

function sequence(nodes: Node[]): Sequence {
  return { starts: nodes.map(({ start }) => start), end: nodes.at(-1)?.end ?? 0 };
}

/** The fields with the statements or members of a block, by the type of the node. */
const BLOCKS: Record<string, string[]> = {
  Program: ["directives", "body"],
  BlockStatement: ["directives", "body"],
  StaticBlock: ["body"],
  ClassBody: ["body"],
  TSInterfaceBody: ["body"],
  TSModuleBlock: ["body"],
};

/** The fields with the elements of a literal, by the type of the node. */
const LITERALS: Record<string, string> = {
  ArrayExpression: "elements",
  ObjectExpression: "properties",
  ObjectPattern: "properties",
  CallExpression: "arguments",
  OptionalCallExpression: "arguments",
  NewExpression: "arguments",
  ImportDeclaration: "specifiers",
  ExportNamedDeclaration: "specifiers",
  SwitchCase: "consequent",
  JSXOpeningElement: "attributes",
  TSEnumBody: "members",
  TSTypeLiteral: "members",
};

/** Returns the cases at which a piece may begin: a case without a body belongs to the next one. */
const casesOf = (cases: Node[]) =>
  cases.filter((_, index) => {
    const before = cases[index - 1];
    return !before || nodesIn(before, "consequent").length > 0;
  });

const hasBody = (property: Node | undefined) =>
  property !== undefined &&
  [property, ...nodesIn(property, "value")].some((node) =>
    nodesIn(node, "body").some(({ type }) => type === "BlockStatement"),
  );

/** Returns the properties of an object at which a piece may begin in any case: methods, and what follows them. */
const methodsOf = (properties: Node[]) =>
  properties.filter(
    (property, index) => index === 0 || hasBody(property) || hasBody(properties[index - 1]),
  );

const isJsxComment = (node: Node | undefined) =>
  node?.type === "JSXExpressionContainer" &&
  nodesIn(node, "expression").some(({ type }) => type === "JSXEmptyExpression");

/**
 * Returns the children of an element at which a piece may begin. Text belongs to what is before it, a comment to the next
 * child.
 */
const jsxChildrenOf = (element: Node) =>
  nodesIn(element, "children")
    .filter(({ type }) => type !== "JSXText")
    .filter((_, index, children) => !isJsxComment(children[index - 1]));

function outlineNode(node: Node, { blocks, literals }: Outline): void {
  const { type } = node;
  const fields = BLOCKS[type];
  if (fields) blocks.push(sequence(fields.flatMap((field) => nodesIn(node, field))));
  if (type === "SwitchStatement") blocks.push(sequence(casesOf(nodesIn(node, "cases"))));
  if (type === "ObjectExpression") blocks.push(sequence(methodsOf(nodesIn(node, "properties"))));
  if (type === "TSTypeAliasDeclaration") {
    for (const literal of nodesIn(node, "typeAnnotation"))
      if (literal.type === "TSTypeLiteral") blocks.push(sequence(nodesIn(literal, "members")));
  }
  const field = LITERALS[type];
  if (field) literals.push(sequence(nodesIn(node, field)));
  if (type === "JSXElement" || type === "JSXFragment") literals.push(sequence(jsxChildrenOf(node)));
}

function withoutComments(code: string, comments: Node[]): string {
  let copied = 0;
  let result = "";
  for (const { start, end } of comments) {
    result += code.slice(copied, start) + blanked(code.slice(start, end));
    copied = end;
  }
  return result + code.slice(copied);
}

/** Returns the outline of `code`. @throws what the parser throws */
export function outlineJavaScript(code: string, language: JavaScriptDialect): Outline {
  const file = parseJavaScript(code, language) as unknown as Node;
  const outline: Outline = {
    code: withoutComments(code, nodesIn(file, "comments")),
    blocks: [],
    literals: [],
  };
  const pending = nodesIn(file, "program");
  for (let node = pending.pop(); node; node = pending.pop()) {
    // A template is one piece, with the functions within it.
    if (node.type === "TemplateLiteral") continue;
    outlineNode(node, outline);
    pending.push(...childrenOf(node));
  }
  return outline;
}
