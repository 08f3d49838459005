function toPair<const A, const B>(a: A, b: B): readonly [A, B] {
  return [a, b];
}
const dish = toPair("pancake", 3);
const [food, count] = dish;
console.log(food.repeat(count));
