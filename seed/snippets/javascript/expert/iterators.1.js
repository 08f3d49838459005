// A search tree that never changes: each insertion makes a new one
export function insert(node, value) {
  if (!node) return { value, left: null, right: null };
  const side = value < node.value ? "left" : "right";
  return { ...node, [side]: insert(node[side], value) };
}

export function* walk(node) {
  if (!node) return;
  yield* walk(node.left);
  yield node.value;
  yield* walk(node.right);
}

let tree = null;
for (const year of [1969, 1815, 1991, 1936]) {
  tree = insert(tree, year);
}
console.log(...walk(tree));
