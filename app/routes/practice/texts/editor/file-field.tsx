/** Reads a source file into the form. Nothing of it is sent before the form is. */
import { type ChangeEvent, useEffect, useId, useState } from "react";
import { decodeSource } from "../../../../code/decode-source.ts";
import { lineCount, withLineFeeds } from "../../../../contracts/own-text.ts";
import type { Language } from "../../../../engine/plan.ts";
import { plural } from "../../../../ui/text/plural.ts";

/** A file that was read. */
export interface SourceFile {
  name: string;
  text: string;
}

const LANGUAGE_BY_EXTENSION: Record<string, Language> = {
  py: "PYTHON",
  js: "JAVASCRIPT",
  jsx: "REACT",
  ts: "TYPESCRIPT",
  tsx: "REACT",
};

/** Returns the language that a file's name says; undefined for a name that says none. */
export const languageOfFile = (name: string): Language | undefined =>
  LANGUAGE_BY_EXTENSION[/\.([^.]+)$/.exec(name.trim())?.[1]?.toLowerCase() ?? ""];

/** Four bytes for each character that a text may have. */
const MOST_KIB = 64;

type Reading =
  | { state: "none" }
  /** `ends` of its line ends are not LF, which are the only ones of a text area. */
  | { state: "read"; file: SourceFile; ends: number }
  | { state: "refused"; message: string };

async function read(file: File): Promise<Reading> {
  const { name } = file;
  const language = languageOfFile(name);
  if (!language)
    return { state: "refused", message: `${name}: no .py, .js, .jsx, .ts or .tsx file.` };
  if (file.size > MOST_KIB * 1024) {
    return { state: "refused", message: `${name} is larger than ${MOST_KIB} KiB.` };
  }
  const source = decodeSource(new Uint8Array(await file.arrayBuffer()));
  if ("error" in source) {
    const { message, line } = source.error;
    const place = line === undefined ? name : `${name}, line ${line}`;
    return { state: "refused", message: `${place}: ${message}.` };
  }
  const ends = source.text.match(/\r\n?/g)?.length ?? 0;
  return { state: "read", file: { name, text: withLineFeeds(source.text) }, ends };
}

export function FileField({ onFile }: { onFile(file: SourceFile): void }) {
  const id = useId();
  const [reading, setReading] = useState<Reading>({ state: "none" });
  // A file is read by script, so without it there is no field.
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  if (!scripted) return null;

  const onChange = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (!file) return;
    const result = await read(file);
    setReading(result);
    if (result.state === "read") onFile(result.file);
  };
  return (
    <div className="file-field">
      <label htmlFor={id} className="label">
        From a file
      </label>
      <input
        id={id}
        type="file"
        accept=".py,.js,.jsx,.ts,.tsx"
        className="input"
        aria-describedby={`${id}-result`}
        // The same file can be chosen again once it was changed.
        onClick={({ currentTarget }) => {
          currentTarget.value = "";
        }}
        onChange={onChange}
      />
      <div id={`${id}-result`} role="status">
        {reading.state === "none" && <p className="hint">.py .js .jsx .ts .tsx, as UTF-8</p>}
        {reading.state === "refused" && <p className="error">{reading.message}</p>}
        {reading.state === "read" && (
          <p className="hint">
            {reading.file.name} is below: {lineCount(reading.file.text)}{" "}
            {plural(lineCount(reading.file.text), "line")}.
            {reading.ends > 0 &&
              ` Its ${reading.ends} CRLF line ${plural(reading.ends, "end")} became LF, because a text has no others.`}
          </p>
        )}
      </div>
    </div>
  );
}
