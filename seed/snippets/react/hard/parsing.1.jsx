export function Highlight({ text, term }) {
  const at = text.toLowerCase().indexOf(term.toLowerCase());
  if (at < 0) return text;
  const end = at + term.length;
  const head = text.slice(0, at);
  const hit = text.slice(at, end);
  return <>{head}<mark>{hit}</mark>{text.slice(end)}</>;
}
