function flip(w) {
  const r = [...w];
  r.reverse();
  return r.join("");
}

log(flip("live"));
