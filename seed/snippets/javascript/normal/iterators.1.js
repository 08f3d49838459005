function* tickets(prefix) {
  for (let number = 100; number < 1000; number += 1) {
    yield `${prefix}-${number}`;
  }
}

const [mine] = tickets("B");
