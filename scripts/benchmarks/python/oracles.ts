/** What decides whether a text is Python: CPython 3.13 where there is one, or else Ruff. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Diagnostic, PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";

export interface Oracle {
  name: string;
  /** Returns for each text why it is refused; null for a valid one. */
  judge: (texts: string[]) => (string | null)[];
}

/** What Ruff says about a text that is cut from a function, where nothing is wrong with it. */
const OF_CONTEXT = /outside|nonlocal declaration not allowed|no binding for nonlocal/i;

/** Returns Ruff. It knows the grammar, and most but not all of what CPython checks after parsing. */
export function ruff(): Oracle {
  const workspace = new Workspace(
    { "target-version": "py313", lint: { select: [] } },
    PositionEncoding.Utf16,
  );
  const messageOf = (text: string) => {
    const diagnostics: Diagnostic[] = workspace.check(`${text}\n`);
    return diagnostics.find(
      ({ code, message }) => code === "invalid-syntax" && !OF_CONTEXT.test(message),
    )?.message;
  };
  return { name: "Ruff", judge: (texts) => texts.map((text) => messageOf(text) ?? null) };
}

const MAX_OUTPUT = 1 << 30;

function run(python: string, args: string[], input = ""): string | undefined {
  const { status, stdout } = spawnSync(python, args, {
    input,
    maxBuffer: MAX_OUTPUT,
    encoding: "utf8",
  });
  return status === 0 ? stdout : undefined;
}

const VERSION = "import sys; print('%d.%d.%d' % sys.version_info[:3])";
const LIBRARY = "import sysconfig; print(sysconfig.get_path('stdlib'))";

const INTERPRETERS = [process.env.PYTHON, "python3.13", "python3"].flatMap((name) => name ?? []);

/** Returns the first CPython 3.13 of `$PYTHON`, `python3.13` and `python3`; undefined without one. */
export function cpython(): Oracle | undefined {
  for (const python of INTERPRETERS) {
    const version = run(python, ["-c", VERSION])?.trim();
    if (!version?.startsWith("3.13.")) continue;
    const script = fileURLToPath(new URL("oracle.py", import.meta.url));
    const judge = (texts: string[]): (string | null)[] => {
      const output = run(python, [script], JSON.stringify(texts));
      if (output === undefined) throw new Error(`${python} failed`);
      return JSON.parse(output);
    };
    return { name: `CPython ${version}`, judge };
  }
  return undefined;
}

/** Returns the folder of an interpreter's own library; undefined without an interpreter. */
export function library(): string | undefined {
  for (const python of INTERPRETERS) {
    const folder = run(python, ["-c", LIBRARY])?.trim();
    if (folder) return folder;
  }
  return undefined;
}
