const [, , fileName] = process.argv;
if (!fileName) {
  console.error("Usage: count <file>");
  process.exit(1);
}
