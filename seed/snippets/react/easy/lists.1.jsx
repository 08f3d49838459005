const cities = [
  "Oslo",
  "Rome",
];
const rows =
  cities.map(toRow);
show(rows);
