const table = document.querySelector("table.departures");
const [tbody] = table.tBodies;
const collator = new Intl.Collator("en", { numeric: true });

function sortBy(column, ascending) {
  const textOf = (row) => row.cells[column].textContent;
  const sorted = [...tbody.rows].sort((one, two) => {
    const order = collator.compare(textOf(one), textOf(two));
    return ascending ? order : -order;
  });
  tbody.append(...sorted);
}

table.tHead.addEventListener("click", (event) => {
  const header = event.target.closest("th");
  if (!header) return;
  const ascending = header.ariaSort !== "ascending";
  header.ariaSort = ascending ? "ascending" : "descending";
  sortBy(header.cellIndex, ascending);
});
