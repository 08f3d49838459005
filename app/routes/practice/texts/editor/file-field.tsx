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
  /** What the extension says; undefined for another one. */
  language: Language | undefined;
}

const LANGUAGE_BY_EXTENSION: Record<string, Language> = {
  py: "PYTHON",
  js: "JAVASCRIPT",
  jsx: "REACT",
  ts: "TYPESCRIPT",
  tsx: "REACT",
};

/** Four bytes for each character that a text may have. */
const MOST_KIB = 64;

type Reading =
  | { state: "none" }
  | { state: "read"; file: SourceFile }
  | { state: "refused"; message: string }
  /** It has other line ends than a text has. */
  | { state: "asking"; file: SourceFile; ends: number };

async function read(file: File): Promise<Reading> {
  const { name } = file;
  const language = LANGUAGE_BY_EXTENSION[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ""];
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
  const found = { name, text: source.text, language };
  return ends > 0 ? { state: "asking", file: found, ends } : { state: "read", file: found };
}

export function FileField({ onFile }: { onFile(file: SourceFile): void }) {
  const id = useId();
  const [reading, setReading] = useState<Reading>({ state: "none" });
  // A file is read by script, so without it there is no field.
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  if (!scripted) return null;

  const take = (file: SourceFile) => {
    setReading({ state: "read", file });
    onFile(file);
  };
  const onChange = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    if (!file) return;
    const result = await read(file);
    // The same file can be chosen again once it was changed.
    target.value = "";
    if (result.state === "read") take(result.file);
    else setReading(result);
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
        onChange={onChange}
      />
      <div id={`${id}-result`} role="status">
        {reading.state === "none" && <p className="hint">.py .js .jsx .ts .tsx, as UTF-8</p>}
        {reading.state === "refused" && <p className="error">{reading.message}</p>}
        {reading.state === "read" && (
          <p className="hint">
            {reading.file.name} is below: {lineCount(reading.file.text)}{" "}
            {plural(lineCount(reading.file.text), "line")}.
          </p>
        )}
        {reading.state === "asking" && (
          <p className="hint">
            {reading.file.name} has {reading.ends} CRLF line {plural(reading.ends, "end")}, which a
            text cannot keep.
          </p>
        )}
      </div>
      {reading.state === "asking" && (
        <button
          type="button"
          className="button"
          onClick={() => take({ ...reading.file, text: withLineFeeds(reading.file.text) })}
        >
          Use LF line ends
        </button>
      )}
    </div>
  );
}
