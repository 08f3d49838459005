function even(n) {
  return n % 2 === 0;
}

const xs = [5, 7];
xs.push(10, 13);
log(xs.find(even));
