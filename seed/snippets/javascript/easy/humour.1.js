// Monday routine
say("Good day");
let cups = 0;
while (cups < 3) {
  drink("coffee");
  cups += 1;
}
