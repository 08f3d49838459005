export function parseCsv(text) {
  const records = [[]];
  let field = "";
  let quoted = false;
  let previous = "";
  for (const letter of text.trimEnd()) {
    const ends = !quoted && (letter === "," || letter === "\n");
    if (letter === '"') {
      // Two quotes within a field stand for one
      if (!quoted && previous === letter) field += letter;
      quoted = !quoted;
    } else if (ends) {
      records.at(-1).push(field);
      if (letter === "\n") records.push([]);
      field = "";
    } else if (letter !== "\r") {
      field += letter;
    }
    previous = letter;
  }
  if (quoted) throw new SyntaxError("Open quote");
  records.at(-1).push(field);
  return records;
}
