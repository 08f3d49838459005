// Was: all.push(x)
const next =
  [...all, x];
setAll(next);
setDraft(null);
log(next.length);
