/** Syntax highlighting. The server computes it, because the parsers are larger than the whole game. */
import { z } from "zod";

/** Keywords; names of functions and types; strings; other literals; comments. Everything else is plain. */
export const SYNTAX_KINDS = ["word", "name", "text", "value", "note"] as const;
export type SyntaxKind = (typeof SYNTAX_KINDS)[number];

export const highlightSchema = z.array(z.tuple([z.int(), z.int(), z.enum(SYNTAX_KINDS)])).meta({
  id: "Highlight",
  description:
    "What of a text is not plain: `[from, to, ink]` in characters from its start, in order, none over another",
});
export type Highlight = z.infer<typeof highlightSchema>;
