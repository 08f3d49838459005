let n = 10;
while (n > 0) {
  say(n);
  n -= 1;
}
say("liftoff");
