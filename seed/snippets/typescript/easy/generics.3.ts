// lost key? ask Bo
class Locker<T> {
  kept?: T;
  full = false;
  put(thing: T) {
    this.kept = thing;
    this.full = true;
  }
}
