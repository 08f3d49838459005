const ripe = (f) =>
  f.days > 5;
const pick = (f) =>
  <Fig key={f.id} />;
const ok =
  figs.filter(ripe);
const tree =
  ok.map(pick);
