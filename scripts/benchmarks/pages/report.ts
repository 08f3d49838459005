/** The tables of the measurements, printed and, with `WRITE=1`, written into docs/performance.md. */
import { readFile, writeFile } from "node:fs/promises";

const DOCUMENT = "docs/performance.md";
const [BEGIN, END] = ["<!-- bench:pages -->", "<!-- /bench:pages -->"];

export interface Report {
  line(text: string): void;
  row(cells: readonly string[]): void;
  head(cells: readonly string[]): void;
  /** Notes that an aim was missed: the command ends with 1. */
  miss(what: string): void;
  finish(): Promise<void>;
}

export function newReport(): Report {
  const lines: string[] = [];
  const misses: string[] = [];
  const line = (text: string) => {
    lines.push(text);
    console.log(text);
  };
  const row = (cells: readonly string[]) => line(`| ${cells.join(" | ")} |`);
  return {
    line,
    row,
    head(cells) {
      row(cells);
      row(["---", ...cells.slice(1).map(() => "--:")]);
    },
    miss: (what) => misses.push(what),
    async finish() {
      line(misses.length > 0 ? "\nNot reached:\n" : "\nAll aims are reached.");
      for (const each of misses) line(`- ${each}`);
      if (misses.length > 0) process.exitCode = 1;
      if (process.env.WRITE !== "1") return;
      const text = await readFile(DOCUMENT, "utf8");
      const [before, rest] = text.split(BEGIN);
      const after = rest?.split(END)[1];
      if (after === undefined) throw new Error(`${DOCUMENT} has no part of bench:pages`);
      await writeFile(DOCUMENT, `${before}${BEGIN}\n${lines.join("\n").trim()}\n${END}${after}`);
    },
  };
}
