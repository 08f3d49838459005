function* countdown(from: number): Generator<number> {
  for (let left = from; left > 0; left--) {
    yield left;
  }
}
for (const second of countdown(10)) rocket.display(second);
