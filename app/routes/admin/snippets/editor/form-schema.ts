/** A snippet as its form sends it. */
import { z } from "zod";
import {
  expectedWpm,
  type SnippetDraft,
  snippetDraftSchema,
} from "../../../../contracts/snippet.ts";

export const newSnippetSchema = snippetDraftSchema;

const { shape } = snippetDraftSchema;

/** `overwrite`: whatever somebody else has made of it meanwhile. */
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

/** What the form of a new one begins with. */
export const BLANK: SnippetDraft = {
  language: "PYTHON",
  difficulty: "NORMAL",
  category: "",
  snippet_text: "",
  expected_wpm: expectedWpm("PYTHON", "NORMAL"),
};
