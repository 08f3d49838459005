class Queue<T> {
  all: T[] = [];
  join(one: T) {
    this.all.push(one);
  }
  next() {
    return this.all
      .shift();
  }
}
