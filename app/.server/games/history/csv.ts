/** Comma-separated values: RFC 4180, and nothing in them that a spreadsheet would run. */

/** What makes a spreadsheet take a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record, with its line's end. */
export const csvRow = (values: readonly (string | number)[]): string =>
  `${values.map(cell).join(",")}\r\n`;
