export function Accordion({ sections }) {
  const [openId, setOpenId] = useState(null);

  return sections.map(({ id, title, body }) => {
    const isOpen = id === openId;
    const flip = () => setOpenId(isOpen ? null : id);
    const bar = { "aria-expanded": isOpen, onClick: flip };
    const more = isOpen && <p>{body}</p>;
    return <section key={id}><button {...bar}>{title}</button>{more}</section>;
  });
}
