/**
 * Compares the check of Python with CPython 3.13, or where there is none with Ruff, and fails if it refuses more than 50
 * valid pieces, or takes more than 20 invalid statements. The texts are cut from the `.py` files under the folders in
 * `$PYTHON_SOURCES` (with colons between them); by default from CPython's own library. `$PYTHON` names the interpreter, `$PYTHON_SAMPLE` the
 * number of texts of each kind.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { checkSyntax } from "../../app/code/syntax.ts";
import { mutate, type Piece, piecesOf, randomFrom, statementsOf } from "./python/corpus.ts";
import { cpython, library, ruff } from "./python/oracles.ts";

const MAX_REFUSED = 50;
const MAX_TAKEN = 20;
/** How many pieces and how many mutated statements are judged; of more, a random sample. */
const SAMPLE = Number(process.env.PYTHON_SAMPLE ?? 60_000);
const PRINTED = 20;
const random = randomFrom(20_261_127);

const oracle = cpython() ?? ruff();
const folders = (process.env.PYTHON_SOURCES ?? library() ?? "").split(":").filter(Boolean);
if (folders.length === 0) throw new Error("Name folders with Python sources in $PYTHON_SOURCES");

/** Files that are wrong on purpose, or hold nothing but a table. */
const LEFT_OUT = /lib2to3\/tests\/data|bad_|badsyntax|site-packages\/(pip|setuptools)\/_vendor/;

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".py") && !LEFT_OUT.test(path))
    .map((path) => join(folder, path));
}

/** Returns a random sample without repeated texts. */
function sample(pieces: Piece[], most: number): Piece[] {
  const distinct = [...new Map(pieces.map((piece) => [piece.code, piece])).values()];
  const keyed = distinct.map((piece) => ({ piece, key: random() }));
  return keyed
    .sort((a, b) => a.key - b.key)
    .slice(0, most)
    .map(({ piece }) => piece);
}

const linesIn = (pieces: Piece[]) =>
  pieces.reduce((sum, { code }) => sum + code.split("\n").length, 0);

/**
 * Returns the pieces that are valid for the oracle, or else the invalid ones, and which of them the site judges differently.
 *
 * @param isValid which of the two
 */
function compare(pieces: Piece[], isValid: boolean) {
  const verdicts = oracle.judge(pieces.map(({ code }) => code));
  const judged = pieces.flatMap((piece, index) => {
    const verdict = verdicts[index] ?? null;
    return (verdict === null) === isValid ? [{ ...piece, verdict }] : [];
  });
  const wrong = judged.flatMap((piece) => {
    const [first] = checkSyntax(piece.code, "PYTHON").filter(
      ({ message }) => message !== "Nothing but comments",
    );
    const says = piece.verdict ?? `${first?.at} ${first?.message}`;
    return (first === undefined) === isValid ? [] : [{ ...piece, says }];
  });
  return { judged, wrong };
}

function print(wrong: (Piece & { says: string })[]) {
  for (const { code, source, says } of wrong.slice(0, PRINTED)) {
    console.log(`  ${source}  ${says}\n${code.replace(/^/gm, "    | ")}`);
  }
}

const files = folders.flatMap((folder) =>
  pythonFiles(folder).map((path) => ({
    text: readFileSync(path, "utf8"),
    source: relative(folder, path),
  })),
);
console.log(`${files.length} files, judged by ${oracle.name}`);

const pieces = sample(
  files.flatMap(({ text, source }) => piecesOf(text, source)),
  SAMPLE,
);
const valid = compare(pieces, true);
console.log(
  `${valid.wrong.length} of ${valid.judged.length} valid pieces (${linesIn(valid.judged)} lines) refused`,
);
print(valid.wrong);

const statements = sample(
  files.flatMap(({ text, source }) => statementsOf(text, source)),
  SAMPLE,
);
const mutated = statements.map((piece) => ({ ...piece, code: mutate(piece.code, random) }));
const invalid = compare(sample(mutated, SAMPLE), false);
console.log(`${invalid.wrong.length} of ${invalid.judged.length} invalid statements taken`);
print(invalid.wrong);
const stillValid = compare(mutated, true);
console.log(
  `${stillValid.wrong.length} of ${stillValid.judged.length} mutated statements that are still valid refused`,
);
print(stillValid.wrong);

const refused = valid.wrong.length + stillValid.wrong.length;
process.exitCode = refused > MAX_REFUSED || invalid.wrong.length > MAX_TAKEN ? 1 : 0;
