function parseCsvLine(line) {
  const fields = [];
  let field = "";
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    if (letter === "," && !quoted) {
      fields.push(field);
      field = "";
    } else if (letter !== '"') {
      field += letter;
    }
  }
  if (quoted) throw new SyntaxError("Open quote");
  return [...fields, field];
}

export function parseCsv(text) {
  const records = text.trimEnd().split("\n");
  return records.map((record) => parseCsvLine(record));
}
