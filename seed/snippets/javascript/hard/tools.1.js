export function showProgress(done, total, columns = 30) {
  const share = Math.min(done / total, 1);
  const filled = Math.round(share * columns);
  const bar = "#".repeat(filled).padEnd(columns, "-");
  const percent = `${Math.round(share * 100)}%`.padStart(4);
  process.stdout.write(`\r[${bar}] ${percent}`);
  if (share === 1) process.stdout.write("\n");
}
