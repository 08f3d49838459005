function bar(label: string, value: number, most: number): string {
  const width = Math.round((value / most) * 30);
  return `${label.padEnd(8)} ${"#".repeat(width)} ${value}`;
}
// Millimetres a year
const rain = { Bergen: 2250, Lisbon: 770, Cairo: 18 };
const wettest = Math.max(...Object.values(rain));

for (const [city, mm] of Object.entries(rain)) {
  console.log(bar(city, mm, wettest));
}
