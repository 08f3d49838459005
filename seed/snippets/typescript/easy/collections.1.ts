const seen =
  new Set<string>();
seen.add("owl");
seen.add("fox");
seen.add("owl");
// not 3, only 2
log(seen.size);
