/** The form of a snippet, new or not: what it is, and an editor for its code. */
import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { Form } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { expectedWpm, type SnippetDraft } from "../../../../contracts/snippet.ts";
import { DIFFICULTIES, LANGUAGES } from "../../../../engine/plan.ts";
import { fileName } from "../../../../ui/field/labels.ts";
import { FormErrors, SubmitButton } from "../../../../ui/forms/fields.tsx";
import { DIFFICULTY_NAMES, LANGUAGE_NAMES } from "../../../../ui/text/labels.ts";
import { FormFoot } from "../../../shared/form-foot.tsx";
import { CheckResult } from "./check-result.tsx";
import { CodeField } from "./code-field.tsx";
import { Preview } from "./preview.tsx";
import { type Draft, useAnalysis } from "./use-analysis.ts";

interface SnippetFormProps {
  /** Where it is sent. */
  action: string;
  schema: z.ZodType<SnippetDraft>;
  snippet: SnippetDraft;
  lastResult: SubmissionResult<string[]> | undefined;
  submit: string;
  /** Fields besides, and what belongs to them. */
  children?: ReactNode;
}

const draftOf = ({ language, difficulty, category, snippet_text: text }: SnippetDraft): Draft => ({
  language,
  difficulty,
  category,
  text,
});

/** What stands in the form now. */
function draftIn(form: HTMLFormElement): Draft {
  const values = Object.fromEntries(new FormData(form)) as unknown as SnippetDraft;
  // The form's own line ends are CRLF; the text area has LF.
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
  // Before the script came, somebody may have written.
  useEffect(() => {
    if (element.current) setDraft(draftIn(element.current));
  }, []);
  const analysis = useAnalysis(draft);
  const { language, difficulty, category, snippet_text, expected_wpm } = fields;
  const told = (snippet_text.errors ?? []).map((message) => ({ message }));
  // Who has not begun has done nothing wrong.
  const live = analysis.tokens > 0 ? analysis.faults : undefined;
  const faults = live?.length ? live : told;
  const verdict = `${snippet_text.id}-verdict`;
  const usual = expectedWpm(draft.language, draft.difficulty);

  const choice = (
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

  const error = (field: typeof category | typeof expected_wpm) =>
    field.errors && (
      <p id={field.errorId} className="error" role="alert">
        {field.errors[0]}
      </p>
    );
  const wrong = (field: typeof category | typeof expected_wpm) =>
    field.errors && { "aria-invalid": true, "aria-describedby": field.errorId };

  return (
    <Form
      method="post"
      action={action}
      replace
      preventScrollReset
      {...getFormProps(form)}
      ref={element}
      onInput={(event) => setDraft(draftIn(event.currentTarget))}
      className="snippet-form"
    >
      <FormErrors id={form.errorId} errors={form.errors} backTo={snippet_text.id} />
      <div className="snippet-facts">
        {choice(language, "Language", LANGUAGES, LANGUAGE_NAMES)}
        {choice(difficulty, "Difficulty", DIFFICULTIES, DIFFICULTY_NAMES)}
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
            {...wrong(category)}
          />
          {error(category)}
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
            {...wrong(expected_wpm)}
          />
          {error(expected_wpm) ?? <p className="hint">Usual here: {usual}</p>}
        </div>
      </div>
      <div className="sheet">
        <p className="sheet-tab">
          <label htmlFor={snippet_text.id}>
            <span className="sr-only">Code of </span>
            {fileName(draft.language, draft.category || "untitled")}
          </label>
        </p>
        <CodeField
          id={snippet_text.id}
          name={snippet_text.name}
          defaultValue={snippet_text.initialValue ?? ""}
          text={draft.text}
          colours={analysis.colours}
          faults={faults}
          describedBy={verdict}
          invalid={faults.length > 0}
          input={input}
        />
        <CheckResult id={verdict} {...{ analysis, faults, input }} />
      </div>
      {children}
      <FormFoot of="snippet_saved" said="Saved.">
        <SubmitButton busy="Saving…" className="button-primary" hint={false}>
          {submit}
        </SubmitButton>
        <Preview draft={draft} analysis={analysis} />
      </FormFoot>
    </Form>
  );
}
