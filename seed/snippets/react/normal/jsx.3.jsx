export function Heading({ level, children }) {
  // There is no h7.
  const depth = Math.min(level, 6);
  const Tag = `h${depth}`;
  return <Tag className="heading">{children}</Tag>;
}
