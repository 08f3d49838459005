type Dish = string;
type Cost = number;
type Menu =
  Record<Dish, Cost>;
const menu: Menu =
  { soup: 4 };
menu.pie = 3;
