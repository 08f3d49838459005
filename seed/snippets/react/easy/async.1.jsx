function ok(cats) {
  setBusy(false);
  setCats(cats);
}
function meet() {
  setBusy(true);
  ask("/cats", ok);
}
