class Queue<T> {
  private items: T[] = [];
}
