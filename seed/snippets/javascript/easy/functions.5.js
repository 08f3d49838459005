function twice(f) {
  f("one");
  f("two");
}

twice((word) => {
  sing(word, "loud");
});
