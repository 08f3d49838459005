interface Gift<T> {
  item: T;
  open(): T;
}
declare const box:
  Gift<Puppy>;
const dog =
  box.open();
dog.bark();
