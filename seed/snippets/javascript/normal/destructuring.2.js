let [white, black] = ["Judit", "Magnus"];
if (coinFlip()) {
  // No temporary variable was harmed
  [white, black] = [black, white];
}
console.log(`${white} opens against ${black}`);
