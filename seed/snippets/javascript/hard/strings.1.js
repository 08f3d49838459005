const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const clean = (text) => text.replace(/[&<>]/g, (sign) => escapes[sign]);

export function highlight(text, term) {
  const start = text.indexOf(term);
  if (start < 0) return clean(text);
  const before = clean(text.slice(0, start));
  const after = clean(text.slice(start + term.length));
  return `${before}<mark>${clean(term)}</mark>${after}`;
}
