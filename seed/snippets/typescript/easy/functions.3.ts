type Job =
  () => void;
const my: Job[] =
  [feedCat, nap];
my.push(nap);
// a hard life
for (const f of my)
  f();
