class Locker<T> {
  kept?: T;
  put(thing: T) {
    this.kept = thing;
  }
  // lost key? ask Bo
  isEmpty() {
    return !this.kept;
  }
}
