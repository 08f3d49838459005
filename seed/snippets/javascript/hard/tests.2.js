// The year 1900 fooled many a spreadsheet
const leapYears = [1600, 2000, 2024];
const commonYears = [1900, 2023, 2100];

for (const year of leapYears) {
  test(`${year} has 366 days`, () => {
    assert.equal(daysIn(year), 366);
  });
}
test("other years are a day shorter", () => {
  for (const year of commonYears) assert.equal(daysIn(year), 365);
});
