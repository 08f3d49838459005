function* zip<A, B>(left: Iterable<A>, right: Iterable<B>) {
  const others = right[Symbol.iterator]();
  for (const first of left) {
    const second = others.next();
    if (second.done) return;
    yield [first, second.value] as const;
  }
}
for (const [dancer, partner] of zip(dancers, partners)) {
  dancer.bowTo(partner);
}
