let row = 0;
// was: row <= last
while (row < end) {
  plant(row);
  row += 1;
}
