export function Tree({ node, depth = 0 }) {
  const [isOpen, setIsOpen] = useState(depth < 1);
  const { name, children = [] } = node;
  const toggle = () => setIsOpen(!isOpen);

  const branches = children.map((child) => (
    <Tree key={child.name} node={child} depth={depth + 1} />
  ));
  if (branches.length === 0) return <li>{name}</li>;
  const sign = isOpen ? "-" : "+";
  return (
    <li>
      <button aria-expanded={isOpen} onClick={toggle}>{sign} {name}</button>
      {isOpen && <ul>{branches}</ul>}
    </li>
  );
}
