for (const { name, score } of players) {
  console.log(name, score);
}
