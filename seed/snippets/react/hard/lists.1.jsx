export function Board({ tickets }) {
  const groups = Object.groupBy(tickets, (ticket) => ticket.status);
  const columns = Object.entries(groups);
  return columns.map(([status, items]) => (
    <section key={status}>
      <h3>Tickets: {status}</h3>
      <TicketList items={items} />
    </section>
  ));
}
