export function Pager({ page, total, onTurn }) {
  const back = () => onTurn(page - 1);
  // Forward is where the page numbers grow.
  const forward = () => onTurn(page + 1);
  return (
    <nav aria-label="Pages">
      <Arrow label="Back" onClick={back} disabled={page === 1} />
      Page {page} of {total}
      <Arrow label="Next" onClick={forward} disabled={page === total} />
    </nav>
  );
}
