/** Comma-separated values by RFC 4180, without cells that a spreadsheet would run (docs/decisions/0020). */

/** The first characters by which a spreadsheet recognises a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Returns a record with its line end. A null is an empty cell. */
export const csvRow = (values: readonly (string | number | null)[]): string =>
  `${values.map(cell).join(",")}\r\n`;
