function parseCsvLine(line) {
  const fields = [];
  let field = '';
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') {
      quoted = !quoted;
    } else if (letter === ',' && !quoted) {
      fields.push(field);
      field = '';
    } else {
      field += letter;
    }
  }
  if (quoted) throw new SyntaxError('Open quote');
  return [...fields, field];
}
