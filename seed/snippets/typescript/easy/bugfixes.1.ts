let row = 0;
// was: row <= end
while (row < end) {
  plant(row);
  row += 1;
}
