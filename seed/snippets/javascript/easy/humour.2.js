let bugs = 99;
fix("one bug");
bugs -= 1;
// Run it again
bugs += 29;
log(bugs);
