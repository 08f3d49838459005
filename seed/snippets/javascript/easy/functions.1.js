function area(r) {
  const s = r ** 2;
  return Math.PI * s;
}

log(area(3));
log(area(10));
