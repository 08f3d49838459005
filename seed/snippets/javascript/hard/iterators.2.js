function* zip(left, right) {
  const others = right[Symbol.iterator]();
  for (const item of left) {
    const partner = others.next();
    if (partner.done) return;
    yield [item, partner.value];
  }
}

for (const [leader, follower] of zip(leaders, followers)) {
  console.log(`${leader} dances with ${follower}`);
}
