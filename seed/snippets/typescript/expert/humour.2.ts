interface Ticket {
  title: string;
  points: number;
  blockedBy?: Ticket;
}

/** The estimate that the team gives, and the one that it means. */
export function estimate(ticket: Ticket, deadline?: Date): string {
  const said = `${ticket.points} points`;
  let days = ticket.points * Math.PI;
  if (ticket.title.includes("just")) days *= 4;
  if (ticket.title.includes("legacy")) days += 30;

  const blocker = ticket.blockedBy;
  if (blocker) return `${said}, after "${blocker.title}"`;
  if (!deadline) return `${said}, that is ${Math.ceil(days)} days`;
  // With a deadline it is always ready the evening before
  const eve = new Date(deadline);
  eve.setDate(eve.getDate() - 1);
  return `${said}, ready on ${eve.toDateString()}`;
}
