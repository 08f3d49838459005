function tip(sum) {
  if (sum < 20) {
    return 2;
  }
  // Ten percent
  return sum / 10;
}

log(tip(45));
