export const InvoiceRow = memo(function Row({ invoice, onPay }) {
  const { id, client, total, isPaid } = invoice;
  const button = <PayButton onClick={() => onPay(id)} />;
  return (
    <tr className={isPaid ? "paid" : "due"}>
      <td>{client}</td>
      <td>{total} EUR</td>
      <td>{isPaid ? "Thank you" : button}</td>
    </tr>
  );
});
