export function Pager({ page, total, onChange }) {
  return (
    <nav aria-label="Pages">
      <button disabled={page === 1} onClick={() => onChange(page - 1)}>
        Previous
      </button>
      <span>
        Page {page} of {total}
      </span>
    </nav>
  );
}
