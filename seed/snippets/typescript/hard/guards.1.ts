function assertRow(row: unknown): asserts row is Row {
  if (!Array.isArray(row)) {
    throw new TypeError("Expected an array");
  }
  const [name, price] = row;
  if (typeof name !== "string" || typeof price !== "number") {
    throw new TypeError(`Invalid row: ${row.join(", ")}`);
  }
}
