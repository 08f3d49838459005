/** Outlines Python. */
import { blanked, type Outline, type Sequence } from "../outline.ts";
import { tokenize } from "./lexer.ts";
import type { Node } from "./nodes.ts";
import { parsePython } from "./parser.ts";

/** Returns `code` with blanks in the place of what is between its tokens: comments, and backslashes at the end of a line. */
function withoutComments(code: string): string {
  let copied = 0;
  let result = "";
  for (const { start, end } of tokenize(code)) {
    result += blanked(code.slice(copied, start)) + code.slice(start, end);
    copied = end;
  }
  return result + blanked(code.slice(copied));
}

const sequence = (nodes: Node[]): Sequence => ({
  starts: nodes.map(({ start }) => start),
  end: nodes.at(-1)?.end ?? 0,
});

const BLOCKS = /^(Module|Block|LoopBlock)$/;
const LITERALS = /^(Tuple|List|Set|Dict|Arguments)$/;

/** Returns the outline of `code`. @throws what the parser throws */
export function outlinePython(code: string): Outline {
  const outline: Outline = { code: withoutComments(code), blocks: [], literals: [] };
  const pending = [parsePython(code)];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const { kind, parts } = node;
    // A string is one piece, with the expressions within it.
    if (kind === "FString") continue;
    if (BLOCKS.test(kind)) outline.blocks.push(sequence(parts));
    if (kind === "Match")
      outline.blocks.push(sequence(parts.filter((part) => part.kind === "Case")));
    if (LITERALS.test(kind)) outline.literals.push(sequence(parts));
    pending.push(...parts);
  }
  return outline;
}
