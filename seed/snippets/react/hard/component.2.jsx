export function Accordion({ sections }) {
  const [openId, setOpenId] = useState(null);
  const flip = (id) => setOpenId(id === openId ? null : id);
  return sections.map(({ id, title, body }) => (
    <section key={id}>
      <button onClick={() => flip(id)}>{title}</button>
      {id === openId && <p>{body}</p>}
    </section>
  ));
}
