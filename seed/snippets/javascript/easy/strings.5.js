let mark = "";
if (grade > 90) {
  mark = "A";
}
if (grade < 50) {
  mark = "F";
}
mark ||= "C";
show(mark);
