function* beat() {
  yield "boom";
  yield "boom";
  yield "clap";
}
const bar =
  [...beat()];
play(bar);
