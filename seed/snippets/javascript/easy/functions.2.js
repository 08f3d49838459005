// Warm or cold?
const f = (c) => {
  let n = 32;
  n += c * 1.8;
  return n;
};

log(f(0));
log(f(100));
