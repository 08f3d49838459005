let step = 0;
while (step < 99) {
  step += 1;
  if (step % 7) {
    continue;
  }
  log(step);
}
