enum Level {
  Low = 1,
  Top = 9,
}
let at = Level.Low;
show(at);
at = Level.Top;
show(at);
