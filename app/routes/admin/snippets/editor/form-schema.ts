/** The schemas of the snippet form. */
import { z } from "zod";
import {
  expectedWpm,
  type SnippetDraft,
  snippetDraftSchema,
} from "../../../../contracts/snippet.ts";

export const newSnippetSchema = snippetDraftSchema;

const { shape } = snippetDraftSchema;

/** With `overwrite`, the change is stored even if somebody else changed the snippet meanwhile. */
export const editedSnippetSchema = z
  .strictObject({
    ...shape,
    revision: z.int(),
    overwrite: z.boolean().default(false),
  })
  .transform(({ overwrite, revision, ...draft }) => ({
    ...draft,
    revision: overwrite ? undefined : revision,
  }));

/** The initial values of the form for a new snippet. */
export const BLANK: SnippetDraft = {
  language: "PYTHON",
  difficulty: "NORMAL",
  category: "",
  snippet_text: "",
  expected_wpm: expectedWpm("PYTHON", "NORMAL"),
};
