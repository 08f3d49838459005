class Trie {
  #root = new Map();

  add(word) {
    let node = this.#root;
    for (const letter of word) {
      if (!node.has(letter)) node.set(letter, new Map());
      node = node.get(letter);
    }
    node.set("end", word);
  }

  *#words(branch) {
    for (const [key, child] of branch) {
      if (key === "end") yield child;
      else yield* this.#words(child);
    }
  }

  *startingWith(prefix) {
    let branch = this.#root;
    for (const sign of prefix) {
      branch = branch.get(sign) ?? new Map();
    }
    yield* this.#words(branch);
  }
}
