function sample<T>(list: readonly [T, ...T[]]): T {
  const index = Math.floor(Math.random() * list.length);
  return list[index];
}
const puppy = sample(["Rex", "Bella", "Noodle"]);
