// Rocket launch
let t = 3;
while (t > 0) {
  say(t);
  await sleep(1000);
  t -= 1;
}
say("Lift off!");
