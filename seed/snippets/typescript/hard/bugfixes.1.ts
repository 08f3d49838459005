let latest = 0;

// Before: a slow answer to "a" replaced the quick one to "abba"
async function suggest(typed: string): Promise<void> {
  const mine = ++latest;
  const bands = await searchBands(typed);
  if (mine !== latest) return;
  const rows = bands.map((band) => new Option(band));
  dropdown.replaceChildren(...rows);
}
