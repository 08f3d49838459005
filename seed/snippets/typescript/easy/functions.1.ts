type N = number;
type Op =
  (n: N) => N;
const double: Op =
  (n) => n * 2;
const four =
  double(2);
log(double(four));
