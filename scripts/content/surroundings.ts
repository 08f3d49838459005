/** Reads `seed/surroundings/`: the names that snippets use and do not define. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

export interface Surroundings {
  python: string[];
  javascript: string[];
  react: string[];
  /** Ambient declarations. */
  typescript: string;
}

const folder = new URL("../../seed/surroundings/", import.meta.url);
export const DECLARATIONS = "surroundings/typescript.d.ts";
export const declarationsPath = fileURLToPath(new URL("typescript.d.ts", folder));

/** Returns the text of a file; an empty one if the file does not exist. */
async function read(name: string): Promise<string> {
  try {
    return await readFile(new URL(name, folder), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

const names = async (name: string) => (await read(name)).split("\n").filter((line) => line !== "");

export async function readSurroundings(): Promise<Surroundings> {
  const [python, javascript, react, typescript] = await Promise.all([
    names("python.txt"),
    names("javascript.txt"),
    names("react.txt"),
    read("typescript.d.ts"),
  ]);
  return { python, javascript, react, typescript };
}
