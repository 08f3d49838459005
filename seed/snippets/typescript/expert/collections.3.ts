class TrieNode {
  readonly children = new Map<string, TrieNode>();
  isWord = false;

  add(word: string): void {
    if (word === "") {
      this.isWord = true;
      return;
    }
    const letter = word.charAt(0);
    const child = this.children.get(letter) ?? new TrieNode();
    this.children.set(letter, child);
    child.add(word.slice(1));
  }
  *words(prefix = ""): Generator<string> {
    if (this.isWord) yield prefix;
    for (const [letter, child] of this.children) {
      yield* child.words(prefix + letter);
    }
  }
}
