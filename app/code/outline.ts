/** What the parsers of all languages tell about the pieces of a text. */

/** Neighbours of one kind, in their order: the statements of a block, or the elements of a literal. */
export interface Sequence {
  /** The offset of the first character of each item. */
  starts: number[];
  /** The offset after the last item. */
  end: number;
}

export interface Outline {
  /** The text without its comments, which are blanks instead; its lines are those of the original. */
  code: string;
  /** Statements of blocks and members of classes: a piece may begin at each of them but the first. */
  blocks: Sequence[];
  /** Elements of literals, of calls and of JSX: a piece begins at them only if it would be too long otherwise. */
  literals: Sequence[];
}

/** Returns blanks in the place of `text`. */
export const blanked = (text: string) => text.replace(/[^\n]/g, " ");
