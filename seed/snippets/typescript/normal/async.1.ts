async function getReport(year: number): Promise<Report> {
  const reply = await fetch(`/reports/${year}`);
  if (!reply.ok) throw new Error(`Status ${reply.status}`);
  return reply.json();
}
