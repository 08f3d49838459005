class Islands {
  readonly #parent = new Map<string, string>();

  find(place: string): string {
    const parent = this.#parent.get(place) ?? place;
    if (parent === place) return place;
    const root = this.find(parent);
    this.#parent.set(place, root);
    return root;
  }
  bridge(a: string, b: string): boolean {
    const [left, right] = [this.find(a), this.find(b)];
    if (left !== right) this.#parent.set(left, right);
    return left !== right;
  }
}
const islands = new Islands();
islands.bridge("Skye", "Raasay");
islands.bridge("Raasay", "Rona");
// Already joined, so this would be a bridge to nowhere new
console.assert(!islands.bridge("Rona", "Skye"));
