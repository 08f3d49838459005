/** Files of snippets, and an administrator who sends them through the form of `/admin/snippets/import`. */
import type { Page } from "../../app/contracts/list.ts";
import type { StoredSnippet } from "../../app/contracts/snippet.ts";
import { call } from "./api.ts";
import type { Site } from "./site.ts";
import { draft } from "./snippets.ts";
import { createVisitor } from "./visitors.ts";

type SourceFile = [name: string, content: string | Buffer<ArrayBuffer>];

/** Returns four files that can be imported, if the form says which difficulty the third one has. */
export const importableFiles = (category: string): SourceFile[] => [
  [`seed/snippets/react/easy/${category}.1.jsx`, "const value = <b>1</b>;\n"],
  [`python/easy/${category}.2.py`, "\ufeffvalue = 2\r\n"],
  [`${category}.3.ts`, "const value: number = 3;"],
  ["list.json", `\ufeff${JSON.stringify([draft({ category })])}`],
];

/** Returns eight files of which only the last can be imported. */
export const faultyFiles = (category: string): SourceFile[] => [
  [`${category}.1.py`, "rejected = 1"],
  [`python/easy/${category}.2.py`, "rejected = ("],
  ["notes.txt", "hello"],
  [`react/easy/${category}.3.py`, "x = 1"],
  ["broken.json", "{"],
  ["python/easy/picture.1.py", "\x89PNG\0\0\r\n"],
  ["python/easy/wide.1.py", Buffer.from("rejected = 'wide'", "utf16le")],
  [`python/easy/${category}.4.py`, "rejected = 4"],
];

/**
 * Creates an administrator with two functions: `send` uploads files, `listSnippets` lists language and difficulty of a
 * category's snippets.
 */
export async function createImporter(site: Site) {
  const { token = "" } = await createVisitor(site, "admin");
  return {
    send(button: string, files: SourceFile[], fields: Record<string, string> = {}) {
      const form = new FormData();
      form.set("act", button);
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      for (const [name, content] of files) form.append("files", new File([content], name));
      return fetch(`${site.origin}/admin/snippets/import`, {
        method: "POST",
        headers: { Origin: site.origin, Cookie: `__Host-access=${token}` },
        body: form,
      });
    },
    async listSnippets(category: string) {
      const path = `/snippets?category=${category}`;
      const { body } = await call<Page<StoredSnippet>>(site, path, { token });
      return body.items.map(({ language, difficulty }) => `${language} ${difficulty}`);
    },
  };
}
