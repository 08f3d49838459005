// A biscuit tin that knows how many of each are left
class Tin extends Map {
  add(kind, amount = 1) {
    const stock = this.get(kind) ?? 0;
    return this.set(kind, stock + amount);
  }

  take(kind) {
    const left = (this.get(kind) ?? 0) - 1;
    if (left < 0) throw new RangeError(`Somebody ate the last ${kind}`);
    if (left === 0) this.delete(kind);
    else this.set(kind, left);
    return kind;
  }

  favorites() {
    const byCount = [...this].sort(([, a], [, b]) => b - a);
    return byCount.map(([kind]) => kind);
  }
}

const tin = new Tin().add("wafer", 2).add("ginger nut", 5);
console.log(tin.take("wafer"), tin.favorites());
