type X = number;
type Y = number;
type Spot = [X, Y];
let hero: Spot =
  [0, 0];
draw(hero);
hero = [3, 4];
draw(hero);
