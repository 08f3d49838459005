let groups = Object.groupBy(tickets, (ticket) => ticket.status);
const columns = Object.keys(groups);

export const Board = () =>
  columns.map((status) => (
    <section key={status}>
      <h3>Tickets: {status}</h3>
      <TicketList items={groups[status]} />
    </section>
  ));
