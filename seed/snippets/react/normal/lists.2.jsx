export function Cinema({ rows }) {
  const toRow = ({ name, seats }) => <Row key={name} seats={seats} />;
  const screen = <p>Screen this way</p>;
  return <div>{screen}{rows.map(toRow)}</div>;
}
