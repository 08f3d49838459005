type Opt<T> =
  T | null;
let pie: Opt<Pie>;
pie = bake("plum");
show(pie);
pie = eat(pie);
// an empty plate
show(pie);
