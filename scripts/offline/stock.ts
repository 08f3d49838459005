/** Makes the stock of code from which the browser makes plans and drills without a network: one file a language. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { highlight } from "../../app/code/highlight.ts";
import { type Stock, stockName } from "../../app/contracts/stock.ts";
import { LANGUAGES } from "../../app/engine/plan.ts";
import { readSnippets } from "../../seed/snippets.ts";

/** Writes the stocks below `client`, and returns their names there. */
export async function writeStocks(client: string): Promise<string[]> {
  const snippets = await readSnippets();
  await mkdir(join(client, "stock"), { recursive: true });
  const names: string[] = [];
  for (const language of LANGUAGES) {
    const stock: Stock = snippets
      .filter((snippet) => snippet.language === language)
      .map(({ path: _, language: __, difficulty, ...snippet }) => ({
        snippet,
        difficulty,
        highlight: highlight(snippet.snippet_text, language),
      }));
    const name = stockName(language);
    await writeFile(join(client, name), JSON.stringify(stock));
    names.push(name);
  }
  return names;
}
