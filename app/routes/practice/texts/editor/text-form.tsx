/** The form of an own text, new or stored: title and language, a file to read from, and an editor. */
import { getFormProps, getInputProps, type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { Form, Link, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import {
  type OwnTextDraft,
  ownTextDraftSchema as schema,
  withLineFeeds,
} from "../../../../contracts/own-text.ts";
import { LANGUAGES } from "../../../../engine/plan.ts";
import { FormErrors, SubmitButton } from "../../../../ui/forms/fields.tsx";
import { LANGUAGE_NAMES } from "../../../../ui/text/enum-names.ts";
import { CodeSheet } from "../../../shared/code-editor/code-sheet.tsx";
import { FileField, languageOfFile, type SourceFile } from "./file-field.tsx";
import { FixList } from "./fix-list.tsx";
import { replaceText } from "./replace-text.ts";
import { useTextCheck } from "./use-text-check.ts";

interface TextFormProps {
  /** The URL that the form is sent to. */
  action: string;
  draft: OwnTextDraft;
  lastResult: SubmissionResult<string[]> | undefined;
  /** The text of the button. */
  submit: string;
}

/** Reads the draft from the form's present values. FormData has CRLF at line ends where the text area has LF. */
function readDraft(form: HTMLFormElement): OwnTextDraft {
  const values = Object.fromEntries(new FormData(form)) as unknown as OwnTextDraft;
  return { ...values, text: withLineFeeds(values.text) };
}

const isSame = (a: OwnTextDraft, b: OwnTextDraft) =>
  a.title === b.title && a.language === b.language && a.text === b.text;

export function TextForm({ action, draft: stored, lastResult, submit }: TextFormProps) {
  const [form, fields] = useForm<OwnTextDraft>({
    id: "own-text",
    lastResult,
    defaultValue: stored,
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  });
  const [draft, setDraft] = useState(stored);
  const element = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  /** What was sent last, and so what the errors are of. */
  const [sent, setSent] = useState<OwnTextDraft>();
  const isSending = useNavigation().formAction === action;
  // The language of a stored text was chosen when it was stored.
  const isChosen = useRef(stored.text !== "");
  const refresh = () => element.current && setDraft(readDraft(element.current));
  // The fields may have been changed before the script was loaded.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    refresh();
    if (lastResult && element.current) setSent(readDraft(element.current));
  }, []);
  const check = useTextCheck(draft);
  const { title, language, text } = fields;
  /** Errors of what has been changed since say nothing. */
  const isCurrent = !isSending && (sent === undefined || isSame(sent, draft));
  const shown = <Found,>(errors: Found) => (isCurrent ? errors : undefined);

  const setLanguageOf = (name: string) => {
    const select = element.current?.elements.namedItem("language") as HTMLSelectElement | null;
    const named = languageOfFile(name);
    if (select && named && !isChosen.current) select.value = named;
  };
  const onFile = (file: SourceFile) => {
    const named = element.current?.elements.namedItem("title") as HTMLInputElement | null;
    if (named?.value === "") named.value = file.name;
    setLanguageOf(file.name);
    if (input.current) replaceText(input.current, file.text);
    refresh();
  };

  const { key, ...titleProps } = getInputProps(title, { type: "text" });
  return (
    <Form
      method="post"
      action={action}
      replace
      preventScrollReset
      {...getFormProps(form)}
      ref={element}
      onInput={refresh}
      onSubmitCapture={() => element.current && setSent(readDraft(element.current))}
      className="text-form"
    >
      <FormErrors id={form.errorId} errors={shown(form.errors)} backTo={text.id} />
      <div className="text-fields">
        <div>
          <label htmlFor={title.id} className="label">
            Title
          </label>
          <input
            key={key}
            {...titleProps}
            aria-invalid={shown(title.errors) ? true : undefined}
            aria-describedby={shown(title.errors) ? title.errorId : undefined}
            className="input"
            required
            onInput={({ currentTarget }) => setLanguageOf(currentTarget.value)}
            placeholder="ledger.py"
            autoComplete="off"
            spellCheck={false}
          />
          {shown(title.errors) && (
            <p id={title.errorId} className="error" role="alert">
              {title.errors?.[0]}
            </p>
          )}
        </div>
        <div>
          <label htmlFor={language.id} className="label">
            Language
          </label>
          <select
            id={language.id}
            name={language.name}
            defaultValue={language.initialValue}
            className="input"
            onChange={() => {
              isChosen.current = true;
            }}
          >
            {LANGUAGES.map((value) => (
              <option key={value} value={value}>
                {LANGUAGE_NAMES[value]}
              </option>
            ))}
          </select>
        </div>
        <FileField onFile={onFile} />
      </div>
      <CodeSheet
        field={{
          id: text.id,
          name: text.name,
          initialValue: text.initialValue,
          errors: shown(text.errors),
        }}
        fileName={draft.title.trim() || "untitled"}
        text={draft.text}
        check={check}
        input={input}
      />
      <FixList text={draft.text} input={input} />
      <div className="form-foot">
        <SubmitButton busy="Saving…" className="button-primary" hint={false}>
          {submit}
        </SubmitButton>
        <Link to="/practice/texts" className="button">
          Back to the list
        </Link>
      </div>
    </Form>
  );
}
