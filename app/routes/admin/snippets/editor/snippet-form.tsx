/** The form of a snippet, new or stored: its properties, and an editor for its code. */
import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { Form } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { expectedWpm, type SnippetDraft } from "../../../../contracts/snippet.ts";
import { DIFFICULTIES, LANGUAGES } from "../../../../engine/plan.ts";
import { fileName } from "../../../../ui/field/labels.ts";
import { FormErrors, SubmitButton } from "../../../../ui/forms/fields.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../../ui/text/enum-names.ts";
import { CodeSheet } from "../../../shared/code-editor/code-sheet.tsx";
import { FormFoot } from "../../../shared/form-foot.tsx";
import { Preview } from "./preview.tsx";
import { type Draft, useAnalysis } from "./use-analysis.ts";

interface SnippetFormProps {
  /** The URL that the form is sent to. */
  action: string;
  schema: z.ZodType<SnippetDraft>;
  snippet: SnippetDraft;
  lastResult: SubmissionResult<string[]> | undefined;
  /** The text of the button. */
  submit: string;
  /** Further fields. */
  children?: ReactNode;
}

const draftOf = ({ language, difficulty, category, snippet_text: text }: SnippetDraft): Draft => ({
  language,
  difficulty,
  category,
  text,
});

/** Reads the draft from the form's present values. */
function readDraft(form: HTMLFormElement): Draft {
  const values = Object.fromEntries(new FormData(form)) as unknown as SnippetDraft;
  // FormData has CRLF at line ends where the text area has LF.
  return draftOf({ ...values, snippet_text: values.snippet_text.replace(/\r\n/g, "\n") });
}

export function SnippetForm(props: SnippetFormProps) {
  const { action, schema, snippet, lastResult, submit, children } = props;
  const [form, fields] = useForm<SnippetDraft>({
    id: "snippet",
    lastResult,
    defaultValue: snippet,
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  const [draft, setDraft] = useState(() => draftOf(snippet));
  const element = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  // The fields may have been changed before the script was loaded.
  useEffect(() => {
    if (element.current) setDraft(readDraft(element.current));
  }, []);
  const analysis = useAnalysis(draft);
  const { language, difficulty, category, snippet_text, expected_wpm } = fields;
  const usualWpm = expectedWpm(draft.language, draft.difficulty);

  const selectField = (
    field: typeof language | typeof difficulty,
    label: string,
    choices: readonly string[],
    names: Record<string, string>,
  ) => (
    <div>
      <label htmlFor={field.id} className="label">
        {label}
      </label>
      <select id={field.id} name={field.name} defaultValue={field.initialValue} className="input">
        {choices.map((value) => (
          <option key={value} value={value}>
            {names[value]}
          </option>
        ))}
      </select>
    </div>
  );

  const errorOf = (field: typeof category | typeof expected_wpm) =>
    field.errors && (
      <p id={field.errorId} className="error" role="alert">
        {field.errors[0]}
      </p>
    );
  const errorAttributes = (field: typeof category | typeof expected_wpm) =>
    field.errors && { "aria-invalid": true, "aria-describedby": field.errorId };

  return (
    <Form
      method="post"
      action={action}
      replace
      preventScrollReset
      {...getFormProps(form)}
      ref={element}
      onInput={(event) => setDraft(readDraft(event.currentTarget))}
      className="snippet-form"
    >
      <FormErrors id={form.errorId} errors={form.errors} backTo={snippet_text.id} />
      <div className="snippet-facts">
        {selectField(language, "Language", LANGUAGES, LANGUAGE_NAMES)}
        {selectField(difficulty, "Difficulty", DIFFICULTIES, DIFFICULTY_NAMES)}
        <div>
          <label htmlFor={category.id} className="label">
            Category
          </label>
          <input
            id={category.id}
            name={category.name}
            defaultValue={category.initialValue}
            className="input"
            required
            maxLength={50}
            placeholder="custom-hooks"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            {...errorAttributes(category)}
          />
          {errorOf(category)}
        </div>
        <div>
          <label htmlFor={expected_wpm.id} className="label">
            Expected WPM
          </label>
          <input
            id={expected_wpm.id}
            name={expected_wpm.name}
            defaultValue={expected_wpm.initialValue}
            type="number"
            inputMode="decimal"
            min={5}
            max={300}
            step="any"
            required
            className="input"
            {...errorAttributes(expected_wpm)}
          />
          {errorOf(expected_wpm) ?? <p className="hint">Usual here: {usualWpm}</p>}
        </div>
      </div>
      <CodeSheet
        field={snippet_text}
        fileName={fileName(draft.language, draft.category || "untitled")}
        text={draft.text}
        check={analysis}
        input={input}
      />
      {children}
      <FormFoot flash="snippet_saved" notice="Saved.">
        <SubmitButton busy="Saving…" className="button-primary" hint={false}>
          {submit}
        </SubmitButton>
        <Preview draft={draft} analysis={analysis} />
      </FormFoot>
    </Form>
  );
}
