const Row = memo(function Row({ invoice, onPay }) {
  const { id, client, total, paid } = invoice;
  return (
    <tr className={paid ? "paid" : "due"}>
      <td>{client}</td>
      <td>{total} EUR</td>
      <td>{!paid && <PayButton onClick={() => onPay(id)} />}</td>
    </tr>
  );
});
