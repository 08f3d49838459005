type Maybe<T> =
  T | null;
let my: Maybe<Pie>;
my = bake("plum");
show(my);
my = eat(my);
// an empty plate
show(my);
