type Job =
  () => void;
const pm: Job[] =
  [feedCat, nap];
pm.push(nap);
// a hard life
for (const f of pm)
  f();
