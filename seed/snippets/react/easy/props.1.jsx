function Hello(p) {
  const who = p.name;
  const at = p.city;
  const s =
    `${who} in ${at}`;
  return <p>{s}</p>;
}
