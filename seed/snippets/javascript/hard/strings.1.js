const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const clean = (text) => text.replace(/[&<>]/g, (sign) => escapes[sign]);

export function highlight(text, term) {
  const start = text.indexOf(term);
  if (start < 0) return clean(text);
  const end = start + term.length;
  const before = clean(text.slice(0, start));
  const match = clean(text.slice(start, end));
  const after = clean(text.slice(end));
  return [before, '<mark>', match, '</mark>', after].join('');
}
