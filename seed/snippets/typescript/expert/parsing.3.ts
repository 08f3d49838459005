/** Reads a line of CSV, in which quotes may hold commas and "" a quote. */
export function parseCsvLine(line: string): string[] {
  const letters = [...line];
  const cells = [""];
  let quoted = false;
  const write = (text: string) => {
    cells[cells.length - 1] += text;
  };

  for (const [at, letter] of letters.entries()) {
    const isQuote = letter === '"';
    if (isQuote && !quoted && letters[at - 1] === '"') write(letter);
    if (isQuote) quoted = !quoted;
    else if (letter === "," && !quoted) cells.push("");
    else write(letter);
  }
  return cells;
}
const [ship, cargo] = parseCsvLine('Argo,"fleece, golden"');
harbour.register(ship, cargo);
