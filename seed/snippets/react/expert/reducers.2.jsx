const ways = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};
const isAt = ([a, b]) => ([x, y]) => a === x && b === y;

export function slither(game, key) {
  const { snake, apple } = game;
  const [dx, dy] = ways[key] ?? game.way;
  const head = [snake[0][0] + dx, snake[0][1] + dy];
  if (snake.some(isAt(head))) return { ...game, isOver: true };

  // Who eats keeps the tail, and grows.
  const isFed = isAt(head)(apple);
  const tail = isFed ? snake : snake.slice(0, -1);
  const next = { ...game, snake: [head, ...tail], way: [dx, dy] };
  return isFed ? plantApple(next) : next;
}
