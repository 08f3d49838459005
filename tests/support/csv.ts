/** Reads CSV as RFC 4180 defines it, independently of the code that writes it. */
export function readCsv(text: string): Record<string, string>[] {
  if (!text.endsWith("\r\n")) throw new Error("the last record has no line end");
  const records = text.slice(0, -2).split("\r\n").map(fieldsOf);
  const [names = [], ...rows] = records;
  return rows.map((row) => {
    if (row.length !== names.length) throw new Error(`${row.length} fields: ${row}`);
    return Object.fromEntries(names.map((name, index) => [name, row[index] ?? ""]));
  });
}

function fieldsOf(record: string): string[] {
  return [...record.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );
}
