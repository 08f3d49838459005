function* beat() {
  yield "boom";
  yield "boom";
  yield "clap";
}
const duo = beat();
play(duo.next());
