class SortedTree {
  root = null;

  insert(value, node = this.root) {
    const leaf = { value, left: null, right: null };
    if (!node) {
      this.root = leaf;
      return;
    }
    const side = value < node.value ? "left" : "right";
    if (node[side]) this.insert(value, node[side]);
    else node[side] = leaf;
  }

  *walk(node = this.root) {
    if (!node) return;
    yield* this.walk(node.left);
    yield node.value;
    yield* this.walk(node.right);
  }
}
